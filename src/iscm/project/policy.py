"""The Content-Security-Policy, put together once and not for every answer anew."""

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

OWN = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")
"""What the decorators of the library leave on an answer that wants another policy, or none."""


class Policy(CSPMiddleware):
    """The library's middleware, which is asked only for answers that want something of their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self._usual = build_policy()
        self._is_plain = not settings.DEBUG and not hasattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY")

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """The answer with the header."""
        said = vars(response)
        if not self._is_plain or getattr(request, "_csp_nonce", None) or any(name in said for name in OWN):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._usual)
        return response
