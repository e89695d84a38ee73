"""What an editor states of a mechanism, form by form."""

from functools import lru_cache

from django.utils.translation import gettext_lazy

from iscm.desk.stating import Form, Input, Options, Typed, listed, plain, said, when, words
from iscm.domain.facts import Fact
from iscm.domain.names import fold
from iscm.domain.sittings import MEMBER, OBSERVER, SEAT, item_of
from iscm.domain.vocabulary import Vocabulary
from iscm.publication.words import LANGUAGES
from iscm.reconciliation.facts.mechanisms import BODIES, CHAIR, MEMBERSHIP, NAMES, NEW
from iscm.register.queries.vocabulary import vocabulary

LEVELS: Options = (
    ("global", gettext_lazy("global")),
    ("interregional", gettext_lazy("interregional")),
    ("regional", gettext_lazy("regional")),
)
STATUSES: Options = (
    ("active", gettext_lazy("active")),
    ("dormant", gettext_lazy("dormant")),
    ("ended", gettext_lazy("ended")),
    ("unknown", gettext_lazy("state not known")),
)
BASES: Options = (
    ("listed", gettext_lazy("a complete list was read on a page")),
    ("composed", gettext_lazy("the rule was read, the list filled in from a known grouping")),
    ("attended", gettext_lazy("put together from attendance")),
    ("partial", gettext_lazy("some names are missing")),
    ("general-knowledge", gettext_lazy("no page was found; to be checked")),
    ("rule", gettext_lazy("open, or decided by a rule; there is no list")),
)
NOT_SAID: Options = (("", gettext_lazy("as sure as the list")),)
NO_CHANGE: Options = (("", gettext_lazy("as it is")),)
ROLES: Options = ((MEMBER, gettext_lazy("member")), (OBSERVER, gettext_lazy("observer")))
NAME_KINDS: Options = (
    ("", gettext_lazy("an official name")),
    ("spelling", gettext_lazy("a spelling met in documents: it is understood, but not shown as a name")),
    ("none", gettext_lazy("no name of it: never understood as this mechanism again")),
)
NEITHER: Options = (
    ("", gettext_lazy("has this seat")),
    ("none", gettext_lazy("never had this seat: the list was wrong")),
)
THERE: Options = (("", gettext_lazy("there is, or was, this body")), ("none", gettext_lazy("there never was")))


def state_code(text: str) -> str:
    """The alpha-2 code of a State or territory by its code or a name in any of our languages; else what was typed."""
    words = vocabulary()
    return text.upper() if text.upper() in words.territories else _codes(words).get(fold(text), text)


@lru_cache(maxsize=2)
def _codes(words: Vocabulary) -> dict[str, str]:
    """The codes by folded name."""
    names = (
        (code, name) for code, one in words.territories.items() for name in (*one.names.values(), *one.other_names)
    )
    return {fold(name): code for code, name in names}


def _names(typed: Typed) -> tuple[Fact, ...]:
    text, lang, kind = (words(typed, name) for name in ("text", "lang", "kind"))
    seen_in = words(typed, "document") or words(typed, "url") if kind == "spelling" else ""
    value = {"text": text, "lang": lang, **said(note=words(typed, "note"), seen_in=seen_in)}
    return (Fact(NAMES, None if kind == "none" else value, f"{lang}:{text}", **when(typed)),)


def _seats(typed: Typed) -> tuple[Fact, ...]:
    """One fact for each State that was typed, or for the organisation."""
    role = words(typed, "role")
    items = [item_of(role, state=state_code(text)) for text in listed(typed.get("states", ""))]
    if words(typed, "organisation"):
        items.append(item_of(role, organisation=words(typed, "organisation")))
    value = None if words(typed, "has") == "none" else said(basis=words(typed, "basis"))
    return tuple(Fact(SEAT, value, item, **when(typed)) for item in items or [""])


def _membership(typed: Typed) -> tuple[Fact, ...]:
    value = said(**{name: words(typed, name) for name in ("basis", "as_of", "rule", "note")})
    number = words(typed, "stated_count")
    if number:
        value["stated_count"] = int(number) if number.isdecimal() and number.isascii() else number
    return (Fact(MEMBERSHIP, value),)


def _chair(typed: Typed) -> tuple[Fact, ...]:
    states = [state_code(text) for text in listed(typed.get("chairs", ""))]
    value = {"states": states, **said(period=words(typed, "period"), note=words(typed, "note"))}
    return (Fact(CHAIR, value, **when(typed)),)


def _bodies(typed: Typed) -> tuple[Fact, ...]:
    name = words(typed, "body")
    value = {"name": name, "kind": words(typed, "kind"), **said(note=words(typed, "note"))}
    return (Fact(BODIES, None if words(typed, "has") == "none" else value, name, **when(typed)),)


def _life(typed: Typed) -> tuple[Fact, ...]:
    facts = plain("level", "status", "status_note", "predecessor", "successor")(typed)
    year = words(typed, "established")
    if not year:
        return facts
    return (*facts, Fact("established", int(year) if year.isdecimal() and year.isascii() else year))


def _new(typed: Typed) -> tuple[Fact, ...]:
    facts = plain("acronym", "name", "level", "status", "website", "secretariat")(typed)
    return (Fact(NEW, value=True), *(Fact(one.field, one.value) for one in facts))


LANGS: Options = tuple((lang, lang) for lang in LANGUAGES)
NAME = Input("name", gettext_lazy("Name"), longest=500)
ACRONYM = Input("acronym", gettext_lazy("Acronym or short name"), longest=60)
WEBSITE = Input("website", gettext_lazy("Website"), "url")
SECRETARIAT = Input("secretariat", gettext_lazy("Secretariat"), longest=2000)
NOTE = Input("note", gettext_lazy("Note"), longest=2000)
STATES_NOTE = gettext_lazy("Names or two-letter codes, with commas between them.")

FORMS = {
    form.key: form
    for form in (
        Form("name", gettext_lazy("State its name"), (NAME, ACRONYM), plain("name", "acronym")),
        Form(
            "names",
            gettext_lazy("State another name"),
            (
                Input("text", gettext_lazy("Name"), fact=NAMES),
                Input(
                    "lang", gettext_lazy("Language"), longest=35, listed="langs", note="en, fr, es, ar, ru, zh, pt …"
                ),
                Input("kind", gettext_lazy("This is"), "select", options=NAME_KINDS),
                NOTE,
            ),
            _names,
        ),
        Form(
            "seats",
            gettext_lazy("State who sits in it"),
            (
                Input("role", gettext_lazy("Role"), "select", options=ROLES),
                Input(
                    "states", gettext_lazy("States"), note=STATES_NOTE, longest=2000, listed="territories", fact=SEAT
                ),
                Input("organisation", gettext_lazy("Or an organisation"), longest=300),
                Input("has", gettext_lazy("Who is named"), "select", options=NEITHER),
                Input("basis", gettext_lazy("How sure this is"), "select", options=NOT_SAID + BASES),
            ),
            _seats,
        ),
        Form(
            "membership",
            gettext_lazy("State how sure the list is"),
            (
                Input("basis", gettext_lazy("How sure the list is"), "select", options=BASES, fact=MEMBERSHIP),
                Input("as_of", gettext_lazy("As of"), longest=10),
                Input("stated_count", gettext_lazy("Number of members that a source gives"), longest=4),
                Input("rule", gettext_lazy("Rule, where there is no list"), longest=2000),
                NOTE,
            ),
            _membership,
            is_dated=False,
        ),
        Form(
            "chair",
            gettext_lazy("State who chairs"),
            (
                Input(
                    "chairs", gettext_lazy("States"), note=STATES_NOTE, longest=300, listed="territories", fact=CHAIR
                ),
                Input("period", gettext_lazy("Period in words"), note=gettext_lazy("Empty: as the dates below say.")),
                NOTE,
            ),
            _chair,
        ),
        Form(
            "office",
            gettext_lazy("State its secretariat and website"),
            (SECRETARIAT, WEBSITE),
            plain("secretariat", "website"),
        ),
        Form(
            "bodies",
            gettext_lazy("State a body"),
            (
                Input("body", gettext_lazy("Name"), longest=300, fact=BODIES),
                Input("kind", gettext_lazy("Kind of body"), longest=100),
                NOTE,
                Input("has", gettext_lazy("What is named"), "select", options=THERE),
            ),
            _bodies,
        ),
        Form(
            "life",
            gettext_lazy("State level, state, beginning or end"),
            (
                Input("level", gettext_lazy("Level"), "select", options=NO_CHANGE + LEVELS),
                Input("status", gettext_lazy("State"), "select", options=NO_CHANGE + STATUSES),
                Input("status_note", gettext_lazy("State in words"), longest=2000),
                Input("established", gettext_lazy("Year of its founding"), longest=4),
                Input("predecessor", gettext_lazy("Before it"), longest=2000),
                Input("successor", gettext_lazy("After it"), longest=2000),
            ),
            _life,
        ),
    )
}
NEW_FORM = Form(
    "new",
    gettext_lazy("Add the mechanism"),
    (
        ACRONYM,
        NAME,
        Input("level", gettext_lazy("Level"), "select", options=LEVELS),
        Input("status", gettext_lazy("State"), "select", options=STATUSES),
        WEBSITE,
        SECRETARIAT,
    ),
    _new,
    is_dated=False,
)
