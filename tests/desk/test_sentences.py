"""Sentences of the highlights at the desk: in other words with a reason, what was built beside them, taken back."""

import re
from datetime import date

import pytest
from django.urls import reverse

from iscm.register.models import Wording
from iscm.register.operations.correct import correct
from iscm.register.queries.sentences import sentence_lines
from iscm.register.rules import Role
from tests.factories.records import make_reading, make_record
from tests.register.conftest import NOW, few, put, register  # noqa: F401  # fixtures of the register

PAGE = "/desk/editions/sentences/2024/"


@pytest.fixture
def uid(put):  # noqa: F811  # the fixture
    reading = make_reading(
        make_record(title="Senior Officials Meeting", when="2024-06-27"), last_update=date(2024, 1, 31)
    )
    return put(reading).created[0]


@pytest.fixture
def editor(signed_in, uid):
    return signed_in("ann", Role.EDITOR)


def line(uid, lang="en"):
    return next(one for one in sentence_lines(2024, lang) if uid in one.sentence.uids and one.about)


def send(client, name, uid, **said):
    return client.post(reverse(name, args=[2024]), {"key": line(uid).sentence.key, "lang": "en", **said})


def alerts(page):
    return re.findall(r'role="alert">([^<]*)<', page.text)


def test_a_sentence_is_put_in_other_words_and_the_built_one_stays_beside_it(editor, uid):
    built = line(uid).words
    answer = send(editor, "desk-sentence-reword", uid, words="The officials met in June.", reason="shorter")
    assert answer.headers["Location"] == f"{PAGE}?lang=en"
    assert (line(uid).words, line(uid).built) == ("The officials met in June", (built,))
    page = editor.get(PAGE).text
    assert ("The officials met in June" in page, "shorter" in page, built in page) == (True, True, True)
    row = Wording.objects.get()
    assert (row.actor, row.reason, row.lang) == ("ann", "shorter", "en")


def test_words_are_for_one_language(editor, uid):
    before = line(uid, "fr").words
    send(editor, "desk-sentence-reword", uid, words="They met", reason="shorter")
    assert (line(uid, "fr").words, line(uid, "fr").built) == (before, ())
    answer = send(editor, "desk-sentence-reword", uid, words="Ils se sont réunis", reason="plus court", lang="fr")
    assert answer.headers["Location"] == f"{PAGE}?lang=fr"
    assert (line(uid, "fr").words, line(uid).words) == ("Ils se sont réunis", "They met")


def test_words_taken_back_give_way_to_the_built_sentence(editor, uid):
    built = line(uid).words
    send(editor, "desk-sentence-reword", uid, words="They met", reason="shorter")
    send(editor, "desk-sentence-back", uid, reason="too short")
    assert (line(uid).words, line(uid).built) == (built, ())


def test_words_whose_facts_changed_say_so(editor, uid):
    send(editor, "desk-sentence-reword", uid, words="They met in June", reason="shorter")
    correct(uid, {"edtf": "2024-07-04"}, actor="ann", reason="moved", now=NOW)
    assert "facts changed since" in editor.get(PAGE).text


@pytest.mark.parametrize(
    ("name", "said", "wrong"),
    [
        ("desk-sentence-reword", {"words": " ", "reason": "shorter"}, ["Write the sentence."]),
        ("desk-sentence-reword", {"words": "They met", "reason": ""}, ["Say why."]),
        ("desk-sentence-reword", {}, ["Write the sentence.", "Say why."]),
        ("desk-sentence-back", {}, ["Say why."]),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(editor, uid, name, said, wrong):
    send(editor, "desk-sentence-reword", uid, words="They met", reason="shorter")
    answer = send(editor, name, uid, **said)
    assert (answer.status_code, alerts(answer)) == (400, wrong)
    assert f'value="{said.get("reason", "")}"' in answer.text
    assert Wording.objects.filter(taken_back_at=None).count() == 1


def test_what_reads_so_already_or_was_never_reworded_is_told(editor, uid):
    refused = send(editor, "desk-sentence-back", uid, reason="why not")
    assert (refused.status_code, len(alerts(refused))) == (400, 1)
    send(editor, "desk-sentence-reword", uid, words="They met", reason="shorter")
    assert "reads so already" in alerts(send(editor, "desk-sentence-reword", uid, words="They met", reason="again"))[0]


def test_an_editor_of_one_mechanism_changes_its_sentences_alone(signed_in, uid):
    section = line(uid).sentence.section
    own, other = signed_in("ann", Role.EDITOR, section), signed_in("bob", Role.EDITOR, "pafom")
    answers = [send(one, "desk-sentence-reword", uid, words="They met", reason="shorter") for one in (other, own)]
    assert [one.status_code for one in answers] == [403, 302]
    assert [one.get(f"{PAGE}one/", {"key": "/opening"}).status_code for one in (own, other)] == [403, 403]


@pytest.mark.parametrize("address", ["/desk/editions/sentences/1999/", f"{PAGE}one/?key=nothing", f"{PAGE}one/"])
def test_what_is_not_told_has_no_page(editor, address):
    assert editor.get(address).status_code == 404
