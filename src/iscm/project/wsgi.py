"""The server's entry."""

import os
from collections.abc import Iterable
from functools import cache

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iscm.project.settings")
django = get_wsgi_application()

from iscm.project.connections import cut_off_the_silent  # noqa: E402  # Django must have begun
from iscm.project.receiving import Environ, receive  # noqa: E402  # as above
from iscm.project.sending import Start, send  # noqa: E402  # as above


def application(environ: Environ, start_response: Start) -> Iterable[bytes]:
    """The answer to a request: received within bounds, made by Django, sent so that nobody slow holds a thread."""
    _once()
    environ.pop("wsgi.file_wrapper", None)  # with it a file would come as what the server makes of it, not as an answer
    receive(environ)
    return send(django, environ, start_response)


@cache
def _once() -> None:
    """When the first request comes, the server listens."""
    cut_off_the_silent()
