"""Names of people that are known, as Faker keeps them for Europe."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module

_LOCALES = (
    "sv_SE da_DK no_NO fi_FI en_GB en_US de_DE nl_NL fr_FR es_ES it_IT pl_PL is_IS tr_TR hr_HR"
    " et_EE lv_LV lt_LT cs_CZ sk_SK hu_HU ro_RO pt_PT en_IN de_CH"
)
_GIVEN = ("first_names", "first_names_male", "first_names_female")
_FAMILY = ("last_names", "last_names_male", "last_names_female")


@cache
def given_names() -> frozenset[str]:
    """About twelve thousand given names."""
    return frozenset(_listed(_GIVEN))


@cache
def family_names() -> frozenset[str]:
    """About ten thousand family names."""
    return frozenset(_listed(_FAMILY))


def _listed(lists: tuple[str, ...]) -> Iterator[str]:
    for locale in _LOCALES.split():
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for names in lists:
            yield from getattr(provider, names, None) or ()
