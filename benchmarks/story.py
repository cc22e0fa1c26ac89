"""What the page of a long story costs: python benchmarks/story.py DESK [--articles 20]

In a copy of the desk the largest stories are ruled to be one until it has so many articles; its page, the list of stories and the
page of its copies are asked for through the application, compression aside: the first answer, and the median of those after it.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from litestar.testing import TestClient

from selon.comparing import comparer
from selon.desk import WRITE, Desk
from selon.web import application

_TURNS = 9
_STYLES = ("desk.css", "story.css")


def main() -> int:
    """Print a table of the costs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("desk", type=Path)
    parser.add_argument("--articles", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "desk.sqlite")
        shutil.copy(given.desk, path)
        story, count = _merged(path, given.articles)
        print(f"a story of {count} articles on a desk of {given.desk.stat().st_size / 1e6:,.0f} MB")
        print("| page | HTML and CSS | first answer | median after |\n| --- | --- | --- | --- |")
        comparer().compare("Il pleut.", "Il ne pleut pas.")
        with TestClient(application(path)) as client:
            css = sum(len(client.get(f"/static/{name}").content) for name in _STYLES)
            for page in (f"/story/{story}", f"/story/{story}?by=source", f"/copies/{story.removeprefix('s')}", "/stories"):
                _line(client, page, css)
    return 0


def _merged(path: Path, wanted: int) -> tuple[str, int]:
    """The story with the largest ones ruled into it until it has so many articles, and how many it has."""
    with Desk(path, WRITE) as desk:
        largest = sorted(desk.stories(2), key=lambda story: -len(story.articles))
        name = largest[0].articles[0]
        for other in largest[1:]:
            if len(desk.story(name).articles) >= wanted:
                break
            desk.merge(name, other.articles[0])
        found = desk.story(name)
        return found.id, len(found.articles)


def _line(client: TestClient, page: str, css: int) -> None:  # type: ignore[type-arg]
    times = []
    for _ in range(_TURNS):
        begun = time.perf_counter()
        answer = client.get(page, headers={"Accept-Encoding": "identity"})
        times.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200, answer.text
    size = (len(answer.content) + css) / 1000
    print(f"| `{page}` | {size:,.0f} KB | {times[0]:,.0f} ms | {statistics.median(times[1:]):,.0f} ms |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
