"""The web's face: a desk in the browser, rendered on the server, readable without scripts."""

from selon.web.application import application

__all__ = ["application"]
