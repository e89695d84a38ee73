"""The way to the organisation's sign-in and back: a server of others, which may be away or talk nonsense."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from allauth.socialaccount.providers.openid_connect import views as openid
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

LOG = logging.getLogger(__name__)


def _told_in_a_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    def answer(request: HttpRequest, provider_id: str) -> HttpResponseBase:
        try:
            return view(request, provider_id)
        # All errors of `requests`; an answer that is no JSON; a description that lacks something.
        except (OSError, ValueError, KeyError) as error:
            LOG.error("the sign-in of the organisation does not answer: %r", error)  # noqa: TRY400  # one line says it
            return render(request, "socialaccount/authentication_error.html", status=HTTPStatus.BAD_GATEWAY)

    return answer


go = _told_in_a_page(openid.login)
come_back = _told_in_a_page(openid.callback)
