"""A register with a meeting that is closed to the public, and a word that stands everywhere in it."""

from dataclasses import dataclass, replace

from iscm.domain.citations import Locator
from iscm.domain.problems import Problem, Severity
from iscm.domain.readings import Fingerprint, SetAside
from iscm.domain.records import Link, Printed, Suggestion
from iscm.reconciliation.judgements import Verdict
from tests.factories.records import make_reading, make_record

SECRET = "Zyxomat"
TITLE = f"{SECRET} Conclave on visas"
LINK = Link(f"{SECRET} notes", f"https://example.org/{SECRET.lower()}")
PRINTED = Printed("6 and 7 May 2024", "Stockholm", f"RCM ({SECRET} group)", TITLE, f"{SECRET} declaration")
THEME = Suggestion("labour-migration", f"{SECRET} labour", 0.9)


def closed_record(when="2024-05-06/2024-05-07", title=TITLE, **rest):
    """What a document says about the meeting that is to be closed."""
    said = {
        "kind": "forum",
        "ordinal": 7,
        "outcome": f"The {SECRET} declaration.",
        "topic": f"visas and {SECRET}",
        "links": (LINK,),
        "themes": (THEME,),
        "bodies": (f"{SECRET} group",),
        "side_event_of": f"{SECRET} Summit",
    }
    record = make_record(title=title, when=when, mechanisms=("rcm",), **{**said, **rest})
    return replace(record, printed=replace(PRINTED, title=title))


def open_record(**rest):
    """A meeting of the same mechanism that stays open."""
    return make_record(title="Open Workshop", when="2024-04-01", mechanisms=("rcm",), kind="workshop", **rest)


CALENDAR = make_reading(
    closed_record(n=1),
    open_record(n=2, prepares=TITLE),
    make_record(n=3, title="Sixth Forum", when="2023-05-06", mechanisms=("rcm",), kind="forum", ordinal=6),
    publisher="The desk",
    links=(LINK,),
    fingerprints=(Fingerprint("ab" * 32, Locator(line_first=1, line_last=1)),),
    set_aside=(SetAside(Locator(line_first=90), f"{TITLE} (continued)", "repeated"),),
    problems=(
        Problem("date-weekend", Severity.INFORMATION, f"“{TITLE}” is on a Saturday.", suggestion=SECRET, record=1),
        Problem("count-differs", Severity.WARNING, f"“{TITLE}” may be there twice."),
    ),
)
INVITATION = make_reading(closed_record(), name=f"invitation to the {SECRET}", publisher=f"{SECRET} secretariat")
TWICE = make_reading(closed_record(when="2024-05-08", title=f"{SECRET} talks"), name="twice")


@dataclass(frozen=True)
class Closed:
    """The uids of the closed meeting, of one that was merged into it, of an open one; the keys of their records."""

    uid: str
    merged: str
    open: str
    record: str
    other: str


def fill_closed(put, now):
    """A register in which the secret was public: read, corrected, renamed, judged, merged."""
    from iscm.register.models import Meeting
    from iscm.register.operations.correct import correct
    from iscm.register.operations.judge import judge

    put(CALENDAR)
    put(INVITATION)
    put(TWICE)
    keys = dict(Meeting.objects.values_list("title", "citations__occurrence").order_by("-citations__rank"))
    uid, merged, other = (Meeting.objects.get(title=title).uid for title in (TITLE, f"{SECRET} talks", "Open Workshop"))
    said = {"actor": "ann", "reason": f"{SECRET} said so", "now": now}
    judge(keys[TITLE], keys[f"{SECRET} talks"], Verdict.SAME, **said)
    judge(keys["Open Workshop"], keys[TITLE], Verdict.PREPARES, **said)
    correct(uid, {"title": f"Grand {TITLE}", "outcome": f"{SECRET} was adopted"}, **said)
    correct(uid, {"edtf": "2024-05-06"}, **said)
    return Closed(uid, merged, other, keys[TITLE].partition("/")[0], keys["Open Workshop"])


def close(found, now, *, closed=True):
    """Close the meeting, or open it again."""
    from iscm.register.operations.correct import correct

    return correct(found.uid, {"closed": closed}, actor="ann", reason=f"{SECRET} is not for all", now=now)
