"""Files that are not read: why, and what to do about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from assistant.reasons import Reason
from ingest.readers.parsed import named_at_most
from ingest.sources import READERS, entries, shown

_SAVED_AS = "files of this older or other format are not read; save it as one of {formats}"
_ONE_BY_ONE = (
    "files of this older or other format are not read; save each message of it as {formats}"
)
_PICTURES = "pictures are not read; write what they say into a text file"
_SOUND = "sound and film are not read; put a text of what is said there"
_ARCHIVES = "archives are not opened; unpack it and put what it holds there"
_OTHER = "this type of file is not read; those that end in {endings} are"
_REMEDIES: Mapping[str, Reason] = MappingProxyType(
    {
        ending: Reason(told, {"formats": formats} if formats else {})
        for endings, told, formats in (
            (".doc .dot .dotx .dotm .wps .pages .wpd .fodt .ott", _SAVED_AS, ".docx, .pdf"),
            (".xls .xlsb .ods .fods .numbers", _SAVED_AS, ".xlsx, .csv"),
            (".ppt .pps .ppsx .odp .fodp .key", _SAVED_AS, ".pptx, .pdf"),
            (".msg .mbox .pst", _ONE_BY_ONE, ".eml"),
            (".mobi .azw3 .xps .djvu", _SAVED_AS, ".epub, .pdf"),
            (".xml .json .xhtml .mht .mhtml", _SAVED_AS, ".html, .csv, .txt"),
            (".png .jpg .jpeg .gif .tif .tiff .bmp .webp .heic .svg .avif", _PICTURES, ""),
            (".mp3 .wav .m4a .ogg .mp4 .mov .avi .mkv .webm", _SOUND, ""),
            (".zip .7z .rar .tar .gz .tgz .bz2 .xz", _ARCHIVES, ""),
        )
        for ending in endings.split()
    }
)
_LINKS = (
    "links that lead out of the folder are not followed ({names}); name what they lead to as a folder of"
    " its own"
)
_SIDECARS = frozenset({".yaml", ".yml", ".toml"})
"""What tells about other files."""
_MOST_NAMED = 3


def why_not_read(path: Path) -> Reason:
    """The reason and the remedy, in words that complete `PATH: …`."""
    remedy = _REMEDIES.get(path.suffix.lower())
    if remedy is None:
        return Reason(_OTHER, {"endings": ", ".join(sorted(READERS))})
    return remedy


def unread(paths: Sequence[Path]) -> Iterator[tuple[str, Reason]]:
    """For each folder what in it is not read, by the type of files and links that lead out of it: where,
    and which with the remedy."""
    for folder in dict.fromkeys(path for path in paths if path.is_dir()):
        kinds: defaultdict[str, list[Path]] = defaultdict(list)
        links: list[str] = []
        for file, is_followed in entries(folder):
            if not is_followed:
                links.append(shown(file.relative_to(folder)))
            elif file.suffix.lower() not in {*READERS, *_SIDECARS}:
                kinds[file.suffix.lower()].append(file)
        for files in kinds.values():
            names = [shown(file.relative_to(folder)) for file in files]
            one = "{names} is not read: {why}"
            several = "{names} are not read: {why}"
            told = {"names": named_at_most(names, _MOST_NAMED), "why": why_not_read(files[0])}
            yield shown(folder), Reason(one if len(files) == 1 else several, told)
        if links:
            yield shown(folder), Reason(_LINKS, {"names": named_at_most(links, _MOST_NAMED)})
