"""The header that Django has no setting for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Pages of a register need none of these.
POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def permissions_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: every answer forbids the browser's devices to the page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = POLICY
        return response

    return answer
