"""Whatever the register puts into its log has words: each action, each thing."""

import ast
import importlib
import re
from pathlib import Path

from django.utils.translation import override

from iscm.desk.history_words import THINGS, action_in_words
from iscm.publication.actions import action_words
from iscm.publication.words import words_in
from iscm.reconciliation import changes
from iscm.register import operations

FOLDER = Path(operations.__path__[0])
WRITES = {"Entry", "log"}
# What the source does not say in one place: the action is handed on. By file, as it is written there.
HANDED_ON = {
    ("refreshing", "change.name"): set(),  # of `reconciliation.changes`: see below
    ("listing", "change.name"): {"no-longer-listed"},
    ("packed/work", "row['action']"): set(),  # of another register: what that one logged
    ("survey_mails", "f'survey-{kind}'"): {"survey-invitation", "survey-reminder"},
    ("survey_answers", "action"): {"answer-accepted", "answer-returned", "answer-taken-back", "answer-turned"},
    ("room_notes", "action"): {"room-note", "still-right"},
    ("reword", "action"): {"reworded", "taken-back"},
    ("ingest", "action"): {"received", "accepted"},
    ("invitations", "action"): {"account-closed", "account-reopened"},
    ("links", "action"): {"dismissed", "reopened"},
    ("withdraw", "action"): {"withdrawn", "given-back"},
    ("dismiss", "action"): {"dismissed", "reopened"},
    ("unread", "action"): {"dismissed", "reopened"},
    ("refuse", "action"): {"refused", "readmitted", "taken-back", "renewed"},
    ("meeting_materials", "action"): {"added", "described", "removed", "put-back"},
    ("person", "action"): set(),  # `Decision.log` itself
}


def written():
    """Of all that is put into the log: file, action and thing, as expressions of the source."""
    for path in sorted(FOLDER.rglob("*.py")):
        name = path.relative_to(FOLDER).with_suffix("").as_posix()
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func).rpartition(".")[2] in WRITES
                and len(node.args) > 1
            ):
                yield name, node.args[0], node.args[1]


def said_by(name, node):
    """The values that an expression can have, or None where another place says it."""
    if isinstance(node, ast.Constant):
        return {node.value}
    if isinstance(node, ast.IfExp):
        one, other = said_by(name, node.body), said_by(name, node.orelse)
        return one | other if one and other else None
    text = ast.unparse(node)
    if not re.fullmatch(r"(?:[a-z_]+\.)?[A-Z_]+", text):
        return None
    module = importlib.import_module(f"iscm.register.operations.{name.replace('/', '.')}")
    for part in text.split("."):
        module = getattr(module, part)
    return {str(module)}


def actions():
    found = set()
    for name, action, _ in written():
        said = said_by(name, action)
        found |= HANDED_ON[name, ast.unparse(action)] if said is None else said
    return found


def changed():
    """What can change in a meeting."""
    calls = [node for node in ast.walk(ast.parse(Path(changes.__file__).read_text())) if isinstance(node, ast.Call)]
    made = [one.args[0] for one in calls if ast.unparse(one.func) == "Change"]
    named = {one.value for one in made if isinstance(one, ast.Constant)}
    plain = {name for _, name in changes.PLAIN} | {name for name, _ in changes.FINER.values()}
    chosen = {
        "respelt",
        "date-confirmed",
        "date-open",
        "moved",
        "relocated",
        "reinstated",
        "status",
        "closed",
        "opened",
    }
    return named | plain | {*changes.FATES.values()} | chosen


def test_every_action_of_the_log_has_words():
    with override("en"):
        nameless = {action for action in actions() | changed() if action_in_words(action) == action}
    # These are said as they are called.
    assert nameless == SAID_AS_THEY_ARE


SAID_AS_THEY_ARE = {
    "accepted", "cancelled", "described", "dismissed", "held", "judged", "postponed", "published", "received",
    "refused", "removed", "rescheduled", "stated", "withdrawn",
}  # fmt: skip


def test_no_line_is_left_of_an_action_that_nobody_hands_on_any_more():
    assert {(name, ast.unparse(one)) for name, one, _ in written() if said_by(name, one) is None} == HANDED_ON.keys()


def test_readers_are_told_of_all_that_changes_in_a_meeting():
    assert changed() <= action_words(words_in("en")).keys()


def test_every_thing_in_the_log_has_a_name():
    found = [said_by(name, thing) for name, _, thing in written()]
    known = {one for several in found if several for one in several}
    assert known - THINGS.keys() == set()


def test_what_is_taken_back_is_called_by_what_it_is():
    with override("en"):
        said = {thing: action_in_words("taken-back", thing) for thing in ("pair", "mechanism", "theme", "sentence")}
    assert said == {
        "pair": "judgement taken back",
        "mechanism": "statement taken back",
        "theme": "statement taken back",
        "sentence": "other words taken back",
    }
