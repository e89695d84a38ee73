"""Refusals are said by their kind, so that they can be translated."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from iscm.desk.refusals import SAID, in_words
from iscm.domain import errors
from iscm.domain.history import Line

AT = datetime(2026, 11, 21, tzinfo=UTC)


def line(actor):
    return Line(1, AT, actor, "moved", "meeting", "u", "edtf", None, None, "", 0, "", 0)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errors.WithdrawnError("the meeting u was withdrawn"), "The meeting was withdrawn meanwhile."),
        (errors.DecidedError("x is accepted already"), "This was decided or done already: look at how it stands now."),
        (
            errors.UnexplainedError("a correction needs a reason"),
            "Say why: the reason stands in the history, and everybody can read it.",
        ),
        (errors.UnknownReferenceError("no meeting u"), "The register does not hold this, or holds it no more."),
        (
            errors.StaleError(1, 2, (line("ann"), line("bob"), line("ann"))),
            "It was changed in between by ann, bob: look at what changed, then decide again.",
        ),
        (errors.StaleError(1, 2, ()), "It was changed in between: look at what changed, then decide again."),
        (errors.ConflictError("nothing has changed since edition 1"), "nothing has changed since edition 1"),
    ],
)
def test_a_refusal_is_said_by_its_kind(error, said):
    with override("en"):
        assert in_words(error) == said


def test_what_is_said_of_a_kind_is_of_a_kind_that_there_is():
    assert all(issubclass(kind, errors.IscmError) for kind in SAID)
