"""What the API answers is what its schema says: status, type and body, for questions of every kind."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from selon.desk import Desk
from selon.web import application

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
PATHS = sorted(application(Path("no desk")).openapi_schema.to_schema()["paths"])
ODD = ["\0", "%00", "a/b", "..", "é" * 5_000, "\ud7ff\ue000", "\N{RIGHT-TO-LEFT OVERRIDE}x", "' OR 1=1 --", '"', "*", "😀"]


@pytest.fixture(scope="module")
def api(demo_desk: Path) -> Any:
    return schemathesis.openapi.from_asgi("/api/schema/openapi.json", application(demo_desk))


@pytest.mark.parametrize("path", PATHS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_every_answer_is_one_that_the_schema_tells(api: Any, path: str, data: st.DataObject) -> None:
    operation = api[path]["GET"]
    kinds = (operation.as_strategy(generation_mode=mode) for mode in schemathesis.GenerationMode)
    case = data.draw(st.one_of(*kinds))
    case.call_and_validate(checks=CHECKS)


def ask(api: Any, path: str, name: str | None = None, **query: Any) -> Any:
    """The answer, held against the schema."""
    case = api[path]["GET"].Case(path_parameters={"name": name} if name is not None else {}, query=query)
    return case.call_and_validate(checks=CHECKS)


def test_what_the_desk_holds_is_told_as_the_schema_says(api: Any, demo_desk: Path) -> None:
    with Desk(demo_desk) as desk:
        articles, stories = desk.newest(100), list(desk.stories(2, 100, 0))
    assert len(articles) > 30 and stories
    for kept in articles:
        assert ask(api, "/api/article/{name}", kept.id).json()["article"]["characters"] == len(kept.text)
        assert ask(api, "/api/article/{name}/versions", kept.id).json()[-1]["text"] == kept.text
        assert ask(api, "/api/copies/{name}", kept.id).json()["article"] == kept.id
    for story in stories:
        assert ask(api, "/api/story/{name}", story.id).json()["articles"]
        assert ask(api, "/api/accounts/{name}", story.id).json()["claims"]
    assert ask(api, "/api/actor/{name}", "Haugvold").json()["said"]
    assert ask(api, "/api/ledger", a="Haugvold", b="FR").json()["gaps"]
    assert ask(api, "/api/ledger", a="FR").json()["findings"]
    assert ask(api, "/api/search", q="act:warn").json()


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_name_or_query_is_answered_as_the_schema_says(api: Any, odd: str) -> None:
    for path in (known for known in PATHS if "{name}" in known):
        ask(api, path, odd)
    for query in (odd, f"source:{odd}", f'"{odd}'):
        ask(api, "/api/search", q=query)
    ask(api, "/api/ledger", a=odd, b=odd)


def test_every_answer_of_the_api_has_a_type_of_its_own(demo_desk: Path) -> None:
    schema = application(demo_desk).openapi_schema.to_schema()
    told = [answer for path in schema["paths"].values() for answer in path["get"]["responses"].values()]
    bodies = [answer["content"]["application/json"]["schema"] for answer in told]
    assert len(bodies) >= 40
    assert [body for body in bodies if "$ref" not in body and "$ref" not in body.get("items", {})] == []
    assert all("properties" in part or "enum" in part for part in schema["components"]["schemas"].values())


@pytest.mark.parametrize("address", ["/api/schema", "/api/schema/openapi.json"])
def test_the_schema_is_told_without_loading_anything_from_elsewhere(demo_desk: Path, address: str) -> None:
    with TestClient[Litestar](application(demo_desk)) as client:
        answer = client.get(address)
    assert answer.headers["content-type"].endswith("json") and answer.json()["openapi"].startswith("3.")
