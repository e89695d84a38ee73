"""The addresses of the API."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_safe

from iscm.api.openapi import openapi_file
from iscm.api.page import api_page
from iscm.api.service import api

plain: list[URLPattern | URLResolver] = [
    path("api/v1/openapi.json", openapi_file, name="openapi"),
    path("api/v1/", api.urls),
]


def pages(frame: Callable[..., HttpResponse]) -> list[URLPattern]:
    """The page that describes the API, in the frame that the site gives it, in each of its languages."""
    return [path("api/", require_safe(api_page(frame)), name="api")]
