"""The headers that every answer has, whatever answered: a page, a file, a probe, or what broke before any of them."""

from http import HTTPStatus

from csp.constants import HEADER
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from iscm.project.policy import usual_policy

# Pages of a register need none of these.
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
HSTS = "max-age=31536000"
OPEN_ROUTES = frozenset(
    (
        "feed", "feed-json", "meeting-ics", "atom-meetings", "atom-meetings-part", "atom-changes", "atom-changes-part",
        "clashes-feed", "embed", "embed-json", "embed-theme", "figure", "figure-of-year", "data-file", "vocabulary",
        "oai", "oai-schema", "year-file", "initiative-file", "highlights-file", "edition-file", "citations",
        "plan-file", "clashes-file",
    )
)  # fmt: skip
"""What pages of other sites may show: feeds, open data, drawings, files, and the list in a frame."""


def always() -> tuple[tuple[str, str], ...]:
    """What is the same for all; an answer that says otherwise by itself keeps that."""
    return (
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
        ("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
        ("Permissions-Policy", PERMISSIONS),
        (HEADER, usual_policy()),
    )


def put_headers(request: HttpRequest, response: HttpResponseBase, usual: tuple[tuple[str, str], ...]) -> None:
    """Add what the answer lacks."""
    headers = response.headers
    for name, value in usual:
        headers.setdefault(name, value)
    if not getattr(response, "xframe_options_exempt", False):
        headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Cross-Origin-Resource-Policy", _whose(request))
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        # What there is not may be there in a minute; caches keep it for as long as they like where nobody says.
        headers.setdefault("Cache-Control", "no-store")
    if settings.BEHIND_HTTPS and request.is_secure():
        headers.setdefault("Strict-Transport-Security", HSTS)


def _whose(request: HttpRequest) -> str:
    if match := request.resolver_match:
        return "cross-origin" if match.url_name in OPEN_ROUTES else "same-origin"
    return "cross-origin" if request.path_info.startswith(settings.STATIC_URL) else "same-origin"
