"""Answering a form in which facts are stated: done, or shown again with what is wrong and all that was typed."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from iscm.desk.doors import actor_of
from iscm.desk.refusals import in_words
from iscm.desk.stating import Form, Typed, source_of, words
from iscm.domain.errors import ConflictError, IscmError, NonsenseError, StaleError
from iscm.register.operations import facts as operations

Again = Callable[[Typed, Mapping[str, str]], HttpResponse]
"""Shows the page again, with what was typed and what is wrong by field ("" for the whole form)."""


def state(request: HttpRequest, about: str, slug: str, form: Form, *, done: str, again: Again) -> HttpResponse:
    """State what a form says; then the page `done`."""
    typed: dict[str, str] = {name: str(value) for name, value in request.POST.items()}
    try:
        operations.state_fact(
            about,
            slug,
            form.facts(typed),
            source_of(typed),
            actor=actor_of(request),
            reason=typed.get("reason", ""),
            replaces=words(typed, "replaces"),
            seen=_seen(typed),
        )
    except NonsenseError as error:
        return again(typed, error.wrong)
    except StaleError as error:
        said = "; ".join(f"{line.actor}: {line.field} {line.new or ''}".strip() for line in error.lines[:5])
        typed["seen"] = str(error.latest)
        ask = gettext("Somebody stated something of it in between (%(said)s). Look, then send it again.")
        return again(typed, {"": ask % {"said": said}})
    except ConflictError as error:
        field = "" if words(typed, "reason") else "reason"
        return again(typed, {field: gettext("say why") if field else in_words(error)})
    messages.success(request, gettext("It is stated, and shown everywhere from now on."))
    return redirect(done)


def take_back(request: HttpRequest, about: str, slug: str, *, done: str, again: Again) -> HttpResponse:
    """Take a statement back; then the page `done`."""
    typed: dict[str, str] = {name: str(value) for name, value in request.POST.items()}
    try:
        key, reason = words(typed, "statement"), typed.get("reason", "")
        operations.take_back(key, of=(about, slug), actor=actor_of(request), reason=reason)
    except IscmError as error:
        return again(typed, {"take-back": in_words(error)})
    messages.success(request, gettext("It is taken back: what stood there before counts again."))
    return redirect(done)


def _seen(typed: Typed) -> int | None:
    text = words(typed, "seen")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len("9999999999999999999") else None
