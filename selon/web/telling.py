"""What each answer of the API may be beside what it is asked for, so that the schema says so."""

from litestar.openapi.datastructures import ResponseSpec

from selon.model import Value


class Fault(Value, frozen=True):
    """Why there is no answer: the status of HTTP, and in words what was asked, what was expected and what to do next."""

    status_code: int
    detail: str


FAULTS = {
    400: ResponseSpec(Fault, generate_examples=False, description="What is asked cannot be asked so."),
    404: ResponseSpec(Fault, generate_examples=False, description="Nothing on the desk has this name."),
    503: ResponseSpec(Fault, generate_examples=False, description="The desk is not to be had now."),
}
"""The faults that every answer may be, by status."""
