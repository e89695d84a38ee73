"""The language of an answer: the one asked for, else the first of `Accept-Language` that we have, else English."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


def language_of(request: HttpRequest, asked: str | None) -> str:
    """A code of our six. No cookie has a say, so that an address and a header say all."""
    if asked:
        return asked
    for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
