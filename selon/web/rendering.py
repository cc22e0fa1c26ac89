"""Pages out of templates: everything that an article or a feed brought is escaped."""

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from litestar import MediaType, Response

from selon.markup import visible
from selon.web.sessions import session


def page(template: str, *, status: int = 200, headers: dict[str, str] | None = None, **values: Any) -> Response[str]:
    """The answer that a template makes of values."""
    body = _environment().get_template(f"{template}.html.jinja").render(**values)
    return Response(body, media_type=MediaType.HTML, status_code=status, headers=headers or {})


@cache
def _environment() -> Environment:
    made = Environment(
        loader=ChoiceLoader([PackageLoader("selon.web"), PackageLoader("selon.page", "")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    made.globals["session"] = session
    return made


def _finalized(value: object) -> object:
    return visible(value) if type(value) is str else value
