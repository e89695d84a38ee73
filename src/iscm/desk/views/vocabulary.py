"""The vocabulary desk: themes, their labels and words; merged and retired, with what follows shown before."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from iscm.desk.doors import refuse_unless, requires
from iscm.desk.fact_lines import stated_line
from iscm.desk.page import desk_page
from iscm.desk.stating import Typed, faults_of, label_name, open_form, words
from iscm.desk.theme_filled import filled
from iscm.desk.theme_forms import forms_of, new_form
from iscm.desk.views import stating
from iscm.domain.facts import THEME
from iscm.domain.schemes import Concept
from iscm.publication.words import LANGUAGES
from iscm.register.queries.history import version_of
from iscm.register.queries.slugs import free_slug
from iscm.register.queries.stated import statement_counts, statement_lines, uses_of_theme
from iscm.register.queries.themes import all_themes
from iscm.register.queries.vocabulary import vocabulary
from iscm.register.rules import Action

SECTION = "vocabulary"
edits = requires(Action.VOCABULARY_EDIT)


@edits
@require_GET
def vocabulary_page(request: HttpRequest) -> HttpResponse:
    """All themes with how they are used, those in use first; then what was merged."""
    refuse_unless(request, Action.VOCABULARY_EDIT)
    known, counts = vocabulary(), statement_counts(THEME)
    lines = [
        (known.themes[line.slug], sum(line.meetings.values()), line.mentions, *counts.get(line.slug, (0, "")))
        for line in all_themes()
        if line.slug in known.themes
    ]
    lines.sort(key=lambda line: line[0].is_retired)
    merged = [(one, known.themes[one.replaced_by or ""]) for one in known.merged.values()]
    return desk_page(request, "vocabulary", SECTION, title=gettext("Vocabulary"), lines=lines, merged=merged)


@edits
def new_theme(request: HttpRequest) -> HttpResponse:
    """Add a theme: its address is made once, from its English label, and is for ever."""
    refuse_unless(request, Action.VOCABULARY_EDIT)
    if request.method != "POST":
        return _new_page(request, {}, {})
    slug = free_slug(THEME, words(request.POST.dict(), label_name("en")))
    done = reverse("desk-theme", args=[slug])
    return stating.state(
        request, THEME, slug, new_form(), done=done, again=lambda typed, wrong: _new_page(request, typed, wrong)
    )


@edits
@require_GET
def theme_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme: its words, what was stated of it, what hangs on it; with `?put-right=` a statement in its form."""
    wanted = request.GET.get("put-right", "")
    lines = statement_lines(THEME, slug) if wanted else ()
    held = [line.statement for line in lines if line.statement.key == wanted and line.is_standing]
    return _page(request, slug, filled(held[0]) if held else {}, {})


@edits
@require_POST
def state(request: HttpRequest, slug: str) -> HttpResponse:
    """State facts of a theme, by one of its forms; a merger is shown with what follows before it is done."""
    _known(request, slug)
    form = forms_of(slug).get(request.POST.get("form", ""))
    if form is None:
        raise Http404
    return stating.state(
        request,
        THEME,
        slug,
        form,
        done=reverse("desk-theme", args=[slug]),
        again=lambda typed, wrong: _page(request, slug, typed, wrong),
    )


@edits
@require_POST
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a statement about a theme back: a merger too, whose uses come back."""
    _known(request, slug)
    one = words(request.POST.dict(), "statement")
    held = [line.statement for line in statement_lines(THEME, slug) if line.statement.key == one]
    is_new = any(fact.field == "new" for statement in held for fact in statement.facts)
    done = reverse("desk-vocabulary") if is_new else reverse("desk-theme", args=[slug])
    return stating.take_back(
        request, THEME, slug, done=done, again=lambda typed, wrong: _page(request, slug, typed, wrong)
    )


def _known(request: HttpRequest, slug: str) -> Concept:
    refuse_unless(request, Action.VOCABULARY_EDIT)
    known = vocabulary()
    found = known.themes.get(slug) or known.merged.get(slug)
    if found is None:
        raise Http404
    return found


def _new_page(request: HttpRequest, typed: Typed, wrong: Mapping[str, str]) -> HttpResponse:
    one = open_form(new_form(), typed, wrong, seen="")
    status = 400 if wrong else 200
    return desk_page(
        request,
        "theme-new",
        SECTION,
        http_status=status,
        title=gettext("Add a theme"),
        one=one,
        faults=faults_of([one]),
    )


def _page(request: HttpRequest, slug: str, typed: Typed, wrong: Mapping[str, str]) -> HttpResponse:
    found, seen = _known(request, slug), str(version_of(slug, THEME))
    is_merged = slug in vocabulary().merged
    before = _before(found)
    forms = [
        open_form(form, before | dict(typed), wrong, seen=seen)
        if typed.get("form") == key
        else open_form(form, before, {}, seen=seen)
        for key, form in forms_of(slug).items()
    ]
    return desk_page(
        request,
        "theme",
        SECTION,
        http_status=400 if wrong else 200,
        title=found.pref_label.get("en", slug),
        found=found,
        is_merged=is_merged,
        into=vocabulary().themes.get(found.replaced_by or ""),
        forms=[] if is_merged else forms,
        faults=faults_of(forms),
        words=[(lang, "; ".join(found.alt_labels[lang])) for lang in LANGUAGES if found.alt_labels.get(lang)],
        labels=[(lang, found.pref_label[lang]) for lang in LANGUAGES if found.pref_label.get(lang)],
        uses=uses_of_theme(slug),
        stated=[stated_line(line) for line in statement_lines(THEME, slug)],
        take_back_wrong=wrong.get("take-back", ""),
        taken=typed.get("statement", ""),
    )


def _before(found: Concept) -> dict[str, Any]:
    """What the forms begin with."""
    labels = {label_name(lang): label for lang, label in found.pref_label.items()}
    return {**labels, "scope_note": found.scope_note or "", "broader": found.broader or "", "slug": found.slug}
