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


def in_order(policy: str) -> str:
    """A policy with its directives in order of name: the library puts them together in another in every process."""
    return "; ".join(sorted(policy.split("; ")))


def usual_policy() -> str:
    """What holds for every answer that asks for no other, as one line."""
    return in_order(build_policy())


class Policy(CSPMiddleware):
    """The library's middleware, which is asked only for answers that want something of their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self._usual = usual_policy()
        self._is_plain = not settings.DEBUG and not hasattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY")

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """The answer with the header."""
        own = vars(response)
        if not self._is_plain or getattr(request, "_csp_nonce", None) or any(name in own for name in OWN):
            return self._in_order(request, response)
        response.headers.setdefault(HEADER, self._usual)
        return response

    def _in_order(self, request: HttpRequest, response: Any) -> Any:
        is_said_already = HEADER in response.headers
        answer = super().process_response(request, response)
        if HEADER in answer.headers and not is_said_already:
            answer.headers[HEADER] = in_order(answer.headers[HEADER])
        return answer
