"""Reading many: in order, each input once, one bad article alone is lost, nothing is loaded for nothing."""

from collections.abc import Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from selon.batch import CHUNK, readings
from selon.model import Article, Reading
from tests.faces_sample import SampleReader


def _refused(article: Article, error: Exception) -> str:
    return f"{article.key}: {error}"


@given(st.lists(st.sampled_from(["text", "BUG", "refused"]), max_size=3 * CHUNK + 1))
def test_every_input_comes_out_once_in_its_place(kinds: list[str]) -> None:
    inputs = [f"{n}: refused" if kind == "refused" else Article(kind, key=str(n)) for n, kind in enumerate(kinds)]
    out = list(readings(SampleReader, inputs, _refused))
    shown = [item.record.article.key if isinstance(item, Reading) else item for item in out]
    wanted = {"text": "{}", "BUG": "{}: a step went wrong", "refused": "{}: refused"}
    assert shown == [wanted[kind].format(n) for n, kind in enumerate(kinds)]


def test_nothing_is_loaded_where_there_is_nothing_to_read() -> None:
    def load() -> SampleReader:
        raise AssertionError("loaded for nothing")

    assert list(readings(load, ["refused"], _refused)) == ["refused"]


def test_inputs_are_taken_as_they_are_needed() -> None:
    taken = []

    def endless() -> Iterator[Article]:
        for number in range(1_000_000):
            taken.append(number)
            yield Article("Il pleut.", key=str(number))

    first = next(readings(SampleReader, endless(), _refused))
    assert isinstance(first, Reading)
    assert len(taken) == CHUNK


def test_articles_are_read_in_batches() -> None:
    sizes = []

    class Counting(SampleReader):
        def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
            given = list(articles)
            sizes.append(len(given))
            return super().read_many(given)

    reader = Counting()
    assert len(list(readings(lambda: reader, [Article("Il pleut.")] * 20, _refused))) == 20
    assert sizes == [16, 4]
