"""What the page of a long story may weigh: the page and all that it loads, before compression."""

import re
import shutil
from pathlib import Path

import pytest
from litestar.testing import TestClient

from selon.comparing import Comparer
from selon.desk import WRITE, Desk
from selon.reader import Reader
from selon.web import application

ARTICLES = 20
BUDGET = 150_000


@pytest.fixture
def long_story(demo_desk: Path, tmp_path: Path) -> tuple[Path, str]:
    """A copy of the example corpus's desk in which the largest stories are ruled to be one until it is long enough."""
    path = Path(shutil.copy(demo_desk, tmp_path / "desk.sqlite"))
    with Desk(path, WRITE) as desk:
        first, *others = sorted(desk.stories(1), key=lambda story: -len(story.articles))
        name = first.articles[0]
        for other in others:
            if len(desk.story(name).articles) >= ARTICLES:
                break
            desk.merge(name, other.articles[0])
        assert len(desk.story(name).articles) >= ARTICLES
    return path, name


def test_a_story_of_twenty_articles_keeps_to_its_budget(long_story: tuple[Path, str], reader: Reader) -> None:
    path, name = long_story
    with TestClient(application(path, Comparer(reader).compare_all)) as client:
        page = client.get(f"/story/{name}", headers={"Accept-Encoding": "identity"})
        loaded = sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)))
        parts = [client.get(address, headers={"Accept-Encoding": "identity"}) for address in loaded]
    assert page.status_code == 200 and page.text.count('<tbody role="rowgroup" id="c') > 1
    assert loaded and all(part.status_code == 200 for part in parts)
    weights = {address: len(part.content) for address, part in zip([page.url.path, *loaded], [page, *parts], strict=True)}
    assert sum(weights.values()) < BUDGET, weights
