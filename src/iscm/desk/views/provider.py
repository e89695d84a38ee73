"""The way to the organisation's sign-in and back: a server of others, which may be away or talk nonsense."""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

LOG = logging.getLogger(__name__)
View = Callable[[HttpRequest, str], HttpResponseBase]


def _told_in_a_page(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, provider_id: str) -> HttpResponseBase:
        try:
            return view(request, provider_id)
        # All errors of `requests`; an answer that is no JSON; a description that lacks something.
        except (OSError, ValueError, KeyError) as error:
            LOG.error("the sign-in of the organisation does not answer: %r", error)  # noqa: TRY400  # one line says it
            return render(request, "socialaccount/authentication_error.html", status=HTTPStatus.BAD_GATEWAY)

    return answer


@_told_in_a_page
def go(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """To the provider, which knows one address to come back to: the one without a language. The reader's is kept."""
    asked = request.GET.copy()
    asked.setdefault("next", reverse("desk"))
    request.GET = QueryDict(asked.urlencode())
    with override(settings.LANGUAGE_CODE):
        answer: HttpResponseBase = openid.login(request, provider_id)
    return answer


@_told_in_a_page
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """With the provider's answer."""
    answer: HttpResponseBase = openid.callback(request, provider_id)
    return answer
