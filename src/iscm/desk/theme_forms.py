"""What an editor states of a theme, form by form."""

from django.utils.translation import gettext_lazy

from iscm.data.reference import load_theme_groups
from iscm.desk.stating import Form, Input, Options, Typed, label_name, words
from iscm.domain.facts import Fact
from iscm.domain.schemes import Concept
from iscm.publication.words import LANGUAGES
from iscm.reconciliation.facts.themes import BROADER, LABEL, MERGED, NEW, RETIRED, SCOPE, SPELLING, SYNONYM
from iscm.register.queries.vocabulary import vocabulary

LANGS: Options = tuple((lang, lang) for lang in LANGUAGES)
NOT_SO: Options = (("", gettext_lazy("is a word for it")), ("none", gettext_lazy("is no word for it (any more)")))
SPELLINGS: Options = (("", gettext_lazy("any language: a spelling met in documents, understood but not shown")),)


def theme_options(without: str = "") -> Options:
    """The themes that are in use, for a choice."""
    held = vocabulary().themes.values()
    return tuple((one.slug, one.pref_label["en"]) for one in held if one.slug != without and not one.is_retired)


def group_options() -> Options:
    """The groups of themes, for a choice."""
    return tuple((slug, one.pref_label["en"]) for slug, one in load_theme_groups().items())


def _stated_in(known: Concept | None, typed: Typed) -> set[tuple[str, str]]:
    """The facts, by field and item, of the statement that is put right: these are stated again, though they are so."""
    key = words(typed, "replaces")
    return {(one.fact.field, one.fact.item) for one in known.stated if one.by.key == key} if known and key else set()


def _labels(typed: Typed) -> tuple[Fact, ...]:
    """Labels that differ from those that there are; an emptied one is taken away."""
    known = vocabulary().themes.get(words(typed, "slug"))
    before = known.pref_label if known else {}
    now = {lang: words(typed, label_name(lang)) for lang in LANGUAGES}
    again = _stated_in(known, typed)
    wanted = [lang for lang in LANGUAGES if now[lang] != before.get(lang, "") or (LABEL, lang) in again]
    return tuple(Fact(LABEL, now[lang] or None, lang) for lang in wanted)


def _synonym(typed: Typed) -> tuple[Fact, ...]:
    lang, text = words(typed, "lang"), words(typed, "text")
    is_none = words(typed, "has") == "none"
    if lang:
        return (Fact(SYNONYM, None if is_none else text, f"{lang}:{text}"),)
    return (Fact(SPELLING, None if is_none else text, text),)


def _scope(typed: Typed) -> tuple[Fact, ...]:
    known = vocabulary().themes.get(words(typed, "slug"))
    note, group = words(typed, SCOPE), words(typed, BROADER)
    facts = []
    again = {field for field, _ in _stated_in(known, typed)}
    if known is None or note != (known.scope_note or "") or SCOPE in again:
        facts.append(Fact(SCOPE, note or None))
    if group and (known is None or group != known.broader or BROADER in again):
        facts.append(Fact(BROADER, group))
    return tuple(facts)


def _new(typed: Typed) -> tuple[Fact, ...]:
    scope = (Fact(SCOPE, words(typed, SCOPE)),) if words(typed, SCOPE) else ()
    return (Fact(NEW, value=True), *_labels(typed), Fact(BROADER, words(typed, BROADER)), *scope)


def _merged(typed: Typed) -> tuple[Fact, ...]:
    return (Fact(MERGED, words(typed, "into")),)


def _retired(typed: Typed) -> tuple[Fact, ...]:
    if words(typed, "use") == "yes":
        return (Fact(RETIRED, None),)
    instead = words(typed, "instead")
    return (Fact(RETIRED, {"replaced_by": instead} if instead else {}),)


LABELS = tuple(Input(label_name(lang), lang, longest=200, fact=LABEL) for lang in LANGUAGES)
SCOPE_NOTE = Input(SCOPE, gettext_lazy("Scope note"), "area", longest=2000)


def forms_of(slug: str) -> dict[str, Form]:
    """The forms on the page of a theme, by key."""
    others = theme_options(without=slug)
    forms = (
        Form("labels", gettext_lazy("State the labels"), LABELS, _labels, is_dated=False),
        Form(
            "synonym",
            gettext_lazy("State another word"),
            (
                Input("text", gettext_lazy("Word"), longest=200, fact=SYNONYM),
                Input("lang", gettext_lazy("Language"), "select", options=LANGS + SPELLINGS),
                Input("has", gettext_lazy("This"), "select", options=NOT_SO),
            ),
            _synonym,
            is_dated=False,
        ),
        Form(
            "scope",
            gettext_lazy("State scope and group"),
            (SCOPE_NOTE, Input(BROADER, gettext_lazy("Group"), "select", options=group_options())),
            _scope,
            is_dated=False,
        ),
        Form(
            "merge",
            gettext_lazy("Merge it"),
            (Input("into", gettext_lazy("Merge it into"), "select", options=others, fact=MERGED),),
            _merged,
            is_dated=False,
        ),
        Form(
            "retire",
            gettext_lazy("Retire it, or use it again"),
            (
                Input(
                    "use",
                    gettext_lazy("This theme"),
                    "select",
                    options=(
                        ("", gettext_lazy("is retired: used for nothing new, readable for ever")),
                        ("yes", gettext_lazy("is in use")),
                    ),
                ),
                Input(
                    "instead",
                    gettext_lazy("Use instead"),
                    "select",
                    options=(("", gettext_lazy("nothing in particular")), *others),
                    fact=RETIRED,
                ),
            ),
            _retired,
            is_dated=False,
        ),
    )
    return {form.key: form for form in forms}


def new_form() -> Form:
    """The form for a new theme."""
    group = Input(BROADER, gettext_lazy("Group"), "select", options=group_options())
    return Form("new", gettext_lazy("Add the theme"), (*LABELS, group, SCOPE_NOTE), _new, is_dated=False)
