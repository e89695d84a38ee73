"""What is said when a page is not there, or something broke."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from iscm.website.page import page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django hands it over
    """404"""
    return page(request, "not_found", title=gettext("There is no such page"), http_status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: needs nothing that may be what broke."""
    return page(request, "server_error", title=gettext("Something broke"), http_status=500)
