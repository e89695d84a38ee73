"""The mechanisms desk: what is known of each, with history and sources, and the forms to state more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from iscm.desk.doors import grants_of, refuse_unless, requires
from iscm.desk.fact_lines import state_name, stated_line
from iscm.desk.mechanism_filled import filled
from iscm.desk.mechanism_forms import FORMS, LEVELS, NEW_FORM, STATUSES
from iscm.desk.mechanism_now import now_lines, seat_lines, word
from iscm.desk.page import desk_page
from iscm.desk.stating import Typed, faults_of, open_form, words
from iscm.desk.views import stating
from iscm.domain.facts import MECHANISM
from iscm.domain.mechanisms import Mechanism
from iscm.register.queries.history import version_of
from iscm.register.queries.mechanisms import all_mechanisms
from iscm.register.queries.slugs import free_slug
from iscm.register.queries.stated import statement_counts, statement_lines
from iscm.register.queries.vocabulary import vocabulary
from iscm.register.rules import Action, may

SECTION = "mechanisms"
edits = requires(Action.MECHANISM_EDIT)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a mechanism's page: what is so now, what was stated of it, the forms to state more."""

    key: str
    title: Promise
    facts: tuple[str, ...]
    forms: tuple[str, ...]


PARTS = (
    Part("names", gettext_lazy("Names"), ("name", "acronym", "names"), ("name", "names")),
    Part("members", gettext_lazy("Who sits in it"), ("seats", "membership"), ("seats", "membership")),
    Part("chair", gettext_lazy("Chair"), ("chair",), ("chair",)),
    Part("office", gettext_lazy("Secretariat and website"), ("secretariat", "website"), ("office",)),
    Part("bodies", gettext_lazy("Bodies"), ("bodies",), ("bodies",)),
    Part(
        "life",
        gettext_lazy("Level, state, beginning and end"),
        ("level", "status", "status_note", "established", "predecessor", "successor", "new"),
        ("life",),
    ),
)


@edits
@require_GET
def mechanisms_page(request: HttpRequest) -> HttpResponse:
    """All mechanisms, with how much editors stated of each."""
    counts, grants = statement_counts(MECHANISM), grants_of(request)
    lines = [
        (line, word(LEVELS, line.level), word(STATUSES, line.status), *counts.get(line.slug, (0, "")))
        for line in all_mechanisms()
        if may(grants, Action.MECHANISM_EDIT, [line.slug])
    ]
    may_add = may(grants, Action.MECHANISM_EDIT)
    return desk_page(request, "mechanisms", SECTION, title=gettext("Mechanisms"), lines=lines, may_add=may_add)


@edits
def new_mechanism(request: HttpRequest) -> HttpResponse:
    """Add a mechanism: its address is made once, from its acronym, and is for ever."""
    refuse_unless(request, Action.MECHANISM_EDIT)
    if request.method != "POST":
        return _new_page(request, {}, {})
    slug = free_slug(MECHANISM, words(request.POST.dict(), "acronym"))
    return stating.state(
        request,
        MECHANISM,
        slug,
        NEW_FORM,
        done=reverse("desk-mechanism", args=[slug]),
        again=lambda typed, wrong: _new_page(request, typed, wrong),
    )


@edits
@require_GET
def mechanism_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One mechanism; with `?day=` who sat in it that day, with `?put-right=` a statement back in its form."""
    wanted = request.GET.get("put-right", "")
    held = (
        [line.statement for line in statement_lines(MECHANISM, slug) if line.statement.key == wanted] if wanted else []
    )
    return _page(request, slug, filled(held[0]) if held else {}, {})


@edits
@require_POST
def state(request: HttpRequest, slug: str) -> HttpResponse:
    """State facts of a mechanism, by one of its forms."""
    _known(request, slug)
    form = FORMS.get(request.POST.get("form", ""))
    if form is None:
        raise Http404
    done = reverse("desk-mechanism", args=[slug])
    return stating.state(
        request, MECHANISM, slug, form, done=done, again=lambda typed, wrong: _page(request, slug, typed, wrong)
    )


@edits
@require_POST
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a statement about a mechanism back."""
    _known(request, slug)
    one = words(request.POST.dict(), "statement")
    is_new = any(
        line.statement.key == one and "new" in _fields(line.statement) for line in statement_lines(MECHANISM, slug)
    )
    done = reverse("desk-mechanisms") if is_new else reverse("desk-mechanism", args=[slug])
    return stating.take_back(
        request, MECHANISM, slug, done=done, again=lambda typed, wrong: _page(request, slug, typed, wrong)
    )


def _fields(statement: Any) -> set[str]:
    return {fact.field for fact in statement.facts}


def _known(request: HttpRequest, slug: str) -> Mechanism:
    refuse_unless(request, Action.MECHANISM_EDIT, [slug])
    if slug not in vocabulary().mechanisms:
        raise Http404
    return vocabulary().mechanisms[slug]


def _new_page(request: HttpRequest, typed: Typed, wrong: Mapping[str, str]) -> HttpResponse:
    form = open_form(NEW_FORM, typed, wrong, seen="")
    return desk_page(
        request,
        "mechanism-new",
        SECTION,
        http_status=400 if wrong else 200,
        title=gettext("Add a mechanism"),
        one=form,
        faults=faults_of([form]),
    )


def _page(request: HttpRequest, slug: str, typed: Typed, wrong: Mapping[str, str]) -> HttpResponse:
    found = _known(request, slug)
    lines = [(_fields_about(line), stated_line(line)) for line in statement_lines(MECHANISM, slug)]
    seen = str(version_of(slug, MECHANISM))
    day, day_wrong = _day(request.GET.get("day", ""))
    parts = [
        (
            part,
            now_lines(found, part.key),
            [stated for fields, stated in lines if fields & set(part.facts)],
            [open_form(FORMS[key], *_of_form(key, typed, wrong), seen=seen) for key in part.forms],
        )
        for part in PARTS
    ]
    return desk_page(
        request,
        "mechanism",
        SECTION,
        http_status=400 if wrong else 200,
        title=found.name,
        found=found,
        parts=parts,
        faults=faults_of(form for *_, forms in parts for form in forms),
        seats=seat_lines(found, day),
        day=day,
        day_typed=request.GET.get("day", ""),
        day_wrong=day_wrong,
        take_back_wrong=wrong.get("take-back", ""),
        taken=typed.get("statement", ""),
        references=found.references,
        territories=sorted(state_name(code) for code in vocabulary().territories),
    )


def _fields_about(line: Any) -> set[str]:
    return _fields(line.statement) | (_fields(line.takes_back) if line.takes_back else set())


def _of_form(key: str, typed: Typed, wrong: Mapping[str, str]) -> tuple[Typed, Mapping[str, str]]:
    return (typed, wrong) if typed.get("form") == key else ({}, {})


def _day(text: str) -> tuple[date | None, str]:
    if not text:
        return None, ""
    try:
        return min(date.fromisoformat(text[:10]), timezone.now().date().replace(year=9998)), ""
    except ValueError:
        return None, gettext("write a day as 2024-05-31")
