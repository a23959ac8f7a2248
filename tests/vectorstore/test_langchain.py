from assistant.models.answers import Hit
from assistant.ports import SearchIndex
from assistant.settings import Settings
from tests.vectorstore.fakes import GROUP, PROJECT, RecordingEmbeddings
from vectorstore.index import open_index
from vectorstore.langchain import as_retriever
from vectorstore.writer import write_generation


def test_a_retriever_gives_kept_passages_that_can_be_checked_as_quotes(settings: Settings) -> None:
    embeddings = RecordingEmbeddings()
    write_generation(settings.data_dir, [GROUP, PROJECT], [], embeddings, settings)
    index = open_index(settings.data_dir, settings, embeddings)
    asked: list[str] = []

    def search(index: SearchIndex, question: str) -> list[Hit]:
        asked.append(question)
        found = index.dense(index.embed_query(question), 3)
        return [
            Hit(index.passages[row], row, cosine, cosine, 0.0, cosine, kept=rank < 2)
            for rank, (row, cosine) in enumerate(found)
        ]

    documents = as_retriever(lambda: index, search).invoke("Vem leder?")
    assert asked == ["Vem leder?"]
    assert len(documents) == 2
    assert documents[0].metadata["score"] >= documents[1].metadata["score"]
    for document in documents:
        about = document.metadata
        source = index.documents[about["document"]]
        assert source.text[about["start"] : about["end"]] == document.page_content
        assert (about["title"], about["sha256"]) == (source.title, source.sha256)
