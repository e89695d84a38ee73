"""Following by mail: ask, confirm, change, stop. Nothing happens by opening a link; buttons do it."""

import logging

from django.conf import settings
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.register.operations import follow
from iscm.register.operations.follow import Following
from iscm.website import defence, letters
from iscm.website.following import CHOSEN, FollowForm, held
from iscm.website.page import page
from iscm.website.views.suggest import BUSY, private

LOG = logging.getLogger(__name__)


# The token of a link is the right to it, and no cookie is: other sites can send nothing in anybody's name.
@csrf_exempt
@private
def follow_page(request: HttpRequest) -> HttpResponse:
    """`/follow/` and `/follow/?mechanism=…&theme=…&country=…`: the form; and what was sent."""
    if request.method != "POST":
        chosen = {name: [value for part in request.GET.getlist(name) for value in part.split(",")] for name in CHOSEN}
        first = {**chosen, "rhythm": follow.WEEKLY, "language": get_language()}
        return _form(request, FollowForm(initial=first))
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    if trouble := defence.objection(request):
        return _form(request, form, trouble, status=422)
    if defence.too_many(request, "follow"):
        trouble = gettext("Very much was sent from your network. Please send this once more in an hour.")
        return _form(request, form, trouble, status=BUSY)
    return _asked(request, form)


@require_safe
@private
def asked_page(request: HttpRequest) -> HttpResponse:
    """`/follow/asked/`: look into your mailbox."""
    return page(request, "follow_said", title=gettext("Look into your mailbox"), said="asked")


@csrf_exempt
@private
def following_page(request: HttpRequest, token: str) -> HttpResponse:
    """`/follow/{token}/`: confirm; then change or stop."""
    reader = _reader(token)
    if reader is None:
        return _gone(request)
    if request.method == "POST" and "confirm" in request.POST:
        follow.confirm(token)
        return HttpResponseRedirect(f"{reverse('following', kwargs={'token': token})}?confirmed")
    if not reader.is_confirmed:
        return page(request, "follow_confirm", title=gettext("Confirm"), reader=reader)
    if request.method == "POST":
        return _changed(request, token, reader)
    return _mine(request, reader, FollowForm(is_known=True, initial=held(reader)))


@csrf_exempt
@private
def stop_page(request: HttpRequest, token: str) -> HttpResponse:
    """`/follow/{token}/stop/`: a button; a POST stops at once (RFC 8058), also where nobody follows any more."""
    if request.method == "POST":
        try:
            follow.stop(token)
        except UnknownReferenceError:
            raise Http404 from None
        return _gone(request)
    reader = _reader(token)
    return _gone(request) if reader is None else page(request, "follow_stop", title=gettext("Stop"), reader=reader)


def _asked(request: HttpRequest, form: FollowForm) -> HttpResponse:
    typed = form.cleaned_data
    try:
        reader = follow.ask(typed["address"], form.wishes(), rhythm=typed["rhythm"], lang=typed["language"])
    except ConflictError:
        form.add_error("address", gettext("This is no mail address that we can write to."))
        return _form(request, form, status=422)
    try:
        # Who was sent enough of them today is told the same.
        if reader:
            letters.confirmation(reader, settings.SITE_URL or request.build_absolute_uri("/").rstrip("/")).send()
    except OSError as error:  # all of smtplib's errors are
        LOG.error("a confirmation was not sent: %s", error)  # noqa: TRY400  # one line says it
        trouble = gettext("The mail could not be sent just now. Please try once more later.")
        return _form(request, form, trouble, status=503)
    return HttpResponseRedirect(reverse("follow-asked"))


def _changed(request: HttpRequest, token: str, reader: Following) -> HttpResponse:
    form = FollowForm(request.POST, is_known=True)
    if not form.is_valid():
        return _mine(request, reader, form, status=422)
    typed = form.cleaned_data
    follow.change(token, form.wishes(), rhythm=typed["rhythm"], lang=typed["language"])
    return HttpResponseRedirect(f"{reverse('following', kwargs={'token': token})}?changed")


def _form(request: HttpRequest, form: FollowForm, trouble: str = "", *, status: int = 200) -> HttpResponse:
    return page(
        request,
        "follow",
        http_status=status,
        title=gettext("Follow by mail"),
        form=form,
        trouble=trouble,
        stamp=defence.new_stamp(),
        here=reverse("follow"),
        chosen=_choices(form),
    )


def _mine(request: HttpRequest, reader: Following, form: FollowForm, *, status: int = 200) -> HttpResponse:
    said = next((word for word in ("confirmed", "changed") if word in request.GET), "")
    here = reverse("following", kwargs={"token": reader.token})
    return page(
        request,
        "following",
        http_status=status,
        title=gettext("What you follow"),
        form=form,
        reader=reader,
        said=said,
        here=here,
        chosen=_choices(form),
    )


def _choices(form: FollowForm) -> list[tuple[BoundField, list[str]]]:
    """The fields of many choices, each with the words of what is chosen."""
    fields = [form[name] for name in CHOSEN]
    chosen = [{str(value) for value in field.value() or ()} for field in fields]
    return [
        (field, [label for value, label in form.fields[field.name].choices if value in those])  # type: ignore[attr-defined]  # fields of choices
        for field, those in zip(fields, chosen, strict=True)
    ]


def _gone(request: HttpRequest) -> HttpResponse:
    return page(request, "follow_said", title=gettext("No more mail is sent"), said="stopped")


def _reader(token: str) -> Following | None:
    """Who has the link; None for one that stopped, or was forgotten; 404 for what is no link of ours."""
    try:
        return follow.find(token)
    except UnknownReferenceError:
        if not follow.is_ours(token):
            raise Http404 from None
        return None
