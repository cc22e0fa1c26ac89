"""Adding in the browser: the form, and the page of each job, which follows what becomes of it."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from litestar import Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Redirect, ServerSentEvent, ServerSentEventMessage

from selon.errors import InputError, MissingError
from selon.web.correcting import may_edit
from selon.web.jobs import Given, Job, Jobs
from selon.web.rendering import page
from selon.web.telling import FAULTS
from selon.web.uploads import ALL, FILE, FILES, MEGABYTE, SentForm, inputs, sent_form
from selon.web.viewers import ThisViewer, Viewer

EVENTS = r"^/add/[^/]+/events$"
"""The addresses whose answers go out piece by piece, so that nothing may hold them back to compress them."""

_EMPTY = dict.fromkeys(("text", "title", "outlet", "published", "urls"), "")
_EVERY = 0.3
_AT_MOST = 20.0


@get("/add", include_in_schema=False, sync_to_thread=False)
def form(state: State, viewer: ThisViewer) -> Response[str]:
    """What may be added, or how to start a desk that it may be added to."""
    return _form(viewer, state)


@post(
    "/add", include_in_schema=False, sync_to_thread=True, guards=[may_edit], dependencies={"sent": sent_form},
    request_max_body_size=ALL, status_code=303,
)  # fmt: skip
def add(state: State, viewer: ThisViewer, sent: SentForm) -> Response[Any]:
    """Have it taken in, and lead to where that is followed."""
    jobs = running(state)
    try:
        return begun(jobs, inputs(sent, jobs.uploads))
    except InputError as error:
        return _form(viewer, state, sent.fields, str(error))


@get("/add/{job:str}", include_in_schema=False, sync_to_thread=False)
def job_page(state: State, viewer: ThisViewer, job: FromPath[str]) -> Response[str]:
    """What has become of each input so far."""
    return page(viewer, "job", job=_job(state, job))


@get("/add/{job:str}/events", include_in_schema=False, sync_to_thread=False)
def events(state: State, job: FromPath[str]) -> ServerSentEvent:
    """An event for each change, until the job is over; a browser asks again for what lasts longer."""
    return ServerSentEvent(_changes(state, _job(state, job).id), headers={"Cache-Control": "no-store"})


@get("/api/add/{job:str}", sync_to_thread=False, responses=FAULTS, summary="What has become of what was given to be added.")
def job_told(state: State, job: FromPath[str]) -> Job:
    """A job as it stands; its address is known to whom it was given."""
    return _job(state, job)


def running(state: State) -> Jobs:
    """The jobs of this server; raises InputError where nothing is added to it."""
    jobs: Jobs | None = state.jobs
    if jobs is None:
        raise InputError("nothing is added here: start the desk with selon serve --edit.")
    return jobs


def begun(jobs: Jobs, given: list[Given]) -> Redirect:
    """The way to the page of a new job; raises InputError where too many wait."""
    try:
        return Redirect(f"/add/{jobs.begin(given).id}", status_code=303)
    except InputError:
        for one in given:
            if jobs.uploads == Path(one.origin).parent.parent:
                shutil.rmtree(Path(one.origin).parent, ignore_errors=True)
        raise


def _form(viewer: Viewer, state: State, filled: dict[str, str] | None = None, fault: str = "") -> Response[str]:
    limits = {"files": FILES, "file": FILE // MEGABYTE, "all": ALL // MEGABYTE}
    status = 400 if fault else 200
    shown: dict[str, Any] = {"filled": _EMPTY | (filled or {}), "fault": fault, "limits": limits}
    return page(viewer, "add", status=status, is_open=state.jobs is not None, **shown)


def _job(state: State, name: str) -> Job:
    job = state.jobs.told(name) if state.jobs is not None else None
    if job is None:
        reason = "it was another server's, or is long over; what it added is in the desk, this one reads the rest"
        raise MissingError(f"there is no job {name[:40]!r} here: {reason}.")
    found: Job = job
    return found


async def _changes(state: State, name: str) -> AsyncIterator[ServerSentEventMessage]:
    seen, until = -1, time.monotonic() + _AT_MOST
    while time.monotonic() < until:
        job = _job(state, name)
        if job.changes != seen:
            seen = job.changes
            yield ServerSentEventMessage(data=str(seen), event="over" if job.is_over else "change", retry=500)
        if job.is_over:
            return
        await asyncio.sleep(_EVERY)


HANDLERS = (form, add, job_page, events, job_told)
