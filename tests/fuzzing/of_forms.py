"""What forms and programs send: meetings of the desk and of rooms, surveys, year plans, statements, submissions."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from hypothesis import strategies as st

from iscm.desk import (
    materials,
    mechanism_forms,
    meeting_draft,
    meeting_fields,
    plan_form,
    room_form,
    survey_draft,
    theme_forms,
)
from iscm.desk.meeting_inputs import NAMES
from iscm.domain.documents import Document
from iscm.domain.errors import IscmError, UnreadableInputError
from iscm.reading.readers.submission import VALUES, plain_words, preview, read_submission, write_submission
from tests.fuzzing.of_cells import LANGUAGES, vocabulary
from tests.fuzzing.of_plans import CSV, TOML
from tests.fuzzing.pieces import DATES, WHOLE, fields_of, spoilt_json, spoilt_words
from tests.fuzzing.targets import Target

LARGEST_NUMBER = 2**31 - 1
QUESTION = tuple(
    f"q{n}-{what}" for n in (0, 1) for what in ("key", "form", "choices", "needed", "place", "gone", "en", "fr")
)
PLAN = (
    "way",
    "year",
    "wishes_year",
    "move",
    "seconds",
    "title",
    "rows",
    *(f"w1-{name}" for name, _ in plan_form.COLUMNS),
)
SENT = {
    "about": None,
    "values": {"date": "3 May 2024", "title": "SOM"},
    "sender": "rcm",
    "mechanism": "rcm",
    "lang": "en",
    "at": "x",
}


def values_are_understood_or_refused(case):
    values, lang = case
    try:
        found = preview(values, vocabulary(), lang=lang, year=2024)
    except UnreadableInputError:
        return
    assert set(found.values) <= set(values)
    json.dumps({name: dict(said) for name, said in found.values.items()}, ensure_ascii=False, default=str)


def submission_is_read_or_refused(held):
    try:
        found = read_submission(Document("submission.json", json.dumps(held).encode()), vocabulary())
    except UnreadableInputError:
        return
    assert found.reader in {"submission", "answer"}


def submission_comes_back_as_it_was_sent(words):
    plain = plain_words(words)
    assert plain_words(plain) == plain
    plain.encode()
    sent = write_submission({"title": plain}, about=None, sender="a", mechanism="rcm", lang="en", at="x")
    assert json.loads(sent.content)["values"] == {"title": plain}


def field_of_a_meeting_is_read_or_said_to_be_wrong(case):
    name, words, lang = case
    with override(lang):
        found = meeting_fields.read_words(name, words, year=2024)
    assert found.wrong or found.values or not words.strip() or found.says
    for value in found.values.values():
        if isinstance(value, int):
            assert 0 <= value <= LARGEST_NUMBER
    meeting_fields.tidy(name, words)


def forms_are_taken_as_typed(asked):
    meeting_draft.typed_in(asked)
    draft = room_form.typed_in(asked)
    room_form.readings(draft, 2024)
    materials.facts_of(asked)


def survey_is_drafted(asked):
    draft = survey_draft.typed_draft(asked)
    assert all(one.n <= survey_draft.MOST_QUESTIONS for one in draft.questions)
    draft.plan()


def plan_is_asked_for_or_faults_said(case):
    data, content, name = case
    found = plan_form.asking(data, {"file": SimpleUploadedFile(name, content)}, 2026)
    assert (found.order is None) == found.is_wrong


def statement_is_made_of_what_was_typed(case):
    which, asked = case
    form = (mechanism_forms.FORMS | theme_forms.forms_of("data"))[which]
    with_limits = {one.name: one.longest for one in form.inputs}
    typed = {name: asked.get(name, "")[: with_limits.get(name, 500)] for name in {*with_limits, *asked}}
    try:
        for fact in form.facts(typed):
            json.dumps(fact.value)
    except IscmError:
        return


FORM_NAMES = (
    *NAMES,
    *(f"was-{name}" for name in NAMES),
    *(f"keep-{name}" for name in NAMES),
    "conflict",
    "seen",
    "role",
    "reason",
)
INPUTS = tuple({one.name for form in mechanism_forms.FORMS.values() for one in form.inputs} | {"since", "until"})
WISHES = spoilt_words([CSV, TOML]).map(lambda text: text.encode("utf-8", "replace"))
SAID = st.dictionaries(st.sampled_from(VALUES), WHOLE | st.sampled_from(DATES), max_size=5)
TARGETS = (
    Target(
        "values of submissions",
        st.tuples(SAID, st.sampled_from([*LANGUAGES, "x"])),
        values_are_understood_or_refused,
        20,
    ),
    Target("submissions", spoilt_json(SENT), submission_is_read_or_refused),
    Target("words that are sent", WHOLE, submission_comes_back_as_it_was_sent),
    Target(
        "fields of a meeting",
        st.tuples(
            st.sampled_from(sorted(meeting_fields.READERS)), WHOLE | st.sampled_from(DATES), st.sampled_from(LANGUAGES)
        ),
        field_of_a_meeting_is_read_or_said_to_be_wrong,
        20,
        needs_register=True,
    ),
    Target("forms of meetings", fields_of(FORM_NAMES), forms_are_taken_as_typed, needs_register=True),
    Target(
        "surveys",
        fields_of([*QUESTION, "title", "year", "due", "intro", "seen"], "2024-05-31", "choice", "text"),
        survey_is_drafted,
    ),
    Target(
        "year plans",
        st.tuples(
            fields_of(PLAN, "year", "rows", "file", "60", "2027"),
            WISHES,
            st.sampled_from(["a.csv", "a.toml", "a.json", "a", "../a.csv"]),
        ),
        plan_is_asked_for_or_faults_said,
        needs_register=True,
    ),
    Target(
        "statements",
        st.tuples(st.sampled_from(sorted(mechanism_forms.FORMS)), fields_of(INPUTS, "TN, Sweden", "none", "spelling")),
        statement_is_made_of_what_was_typed,
        needs_register=True,
    ),
)
