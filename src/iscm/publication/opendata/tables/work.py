"""How the register came to be what it is: judgements, questions, problems, changes. Only in the package of everything.

Persons are not named: whoever is not the register itself (`iscm`) is an `editor`.
"""

from iscm.publication.opendata.columns import Table, moment, must, number, refer, text, value, whole
from iscm.publication.opendata.tables.sources import DOCUMENT, LOCATOR, OF_DOCUMENT, POSITION

ACTORS = ("iscm", "editor")
NUMBER = whole("number", "running number in the order of time, from 1", is_required=True)

JUDGEMENTS = Table(
    "judgements",
    "Judgements",
    "Verdicts on pairs of occurrences: the same meeting, another, a group that covers it. Meetings follow from these.",
    (
        NUMBER,
        must("left", "key of one occurrence", 100),
        must("right", "key of the other", 100),
        must("verdict", "same, different, unsure, grouped, prepares, side-event-of, concerns, unrelated", 20),
        must("actor", "the register itself, or an editor, whose word counts more", among=ACTORS),
        text("reason", "why"),
        value("features", "what spoke for and against it"),
        moment("made", "when", is_required=True),
    ),
    ("number",),
    is_whole=True,
)
QUESTIONS = Table(
    "questions",
    "Questions",
    "Pairs that look alike and were not clear enough to be judged without a person.",
    (
        NUMBER,
        must("left", "key of one occurrence", 100),
        must("right", "key of the other", 100),
        must("verdict", "what it looks like", 20),
        number("score", "how much it looks so"),
        value("features", "what speaks for and against it"),
        whole("judgement", "number of the judgement that answered it; empty while it is open"),
        moment("made", "when it was asked", is_required=True),
    ),
    ("number",),
    (refer("judgement", "judgements", "number"),),
    is_whole=True,
)
PROBLEMS = Table(
    "problems",
    "Problems",
    "What was not understood or is not plausible, and what became of it.",
    (
        must("key", "the same when the same problem is found again", 64),
        NUMBER,
        must("code", "what kind of problem it is", 60),
        must("severity", "how much it matters", 12, ("error", "warning", "information")),
        must("message", "what is wrong"),
        LOCATOR,
        text("suggestion", "what may be taken instead"),
        value("readings", "the possible readings"),
        text("document", "sha256 of the document", 64),
        text("record", "key of the record", 80),
        text("meeting", "uid of the meeting", 36),
        moment("found", "when it was found", is_required=True),
        moment("resolved", "when a later check no longer found it"),
        moment("dismissed", "when a person dismissed it"),
        text("dismissed_by", "who dismissed it", among=ACTORS),
        text("dismissed_reason", "why"),
    ),
    ("key",),
    (OF_DOCUMENT, refer("record", "records", "key"), refer("meeting", "meetings", "uid")),
    is_whole=True,
)
CHANGES = Table(
    "changes",
    "Changes",
    "The log of the register: what changed when, the old and the new value, and why.",
    (
        NUMBER,
        moment("at", "when", is_required=True),
        must("actor", "the register itself, or an editor", among=ACTORS),
        must("action", "created, moved, cancelled, merged, parted, judged, corrected …", 40),
        must("object", "what changed: meeting, document or pair", 40),
        must("key", "uid, sha256, or the keys of the pair", 100),
        value("old", "what it was"),
        value("new", "what it became"),
        text("reason", "why"),
    ),
    ("number",),
    is_whole=True,
)
SET_ASIDE = Table(
    "set_aside",
    "Lines set aside",
    "Lines of documents that say nothing about a meeting, and what they are instead; not their words.",
    (DOCUMENT, POSITION, LOCATOR, text("reason", "what it is instead")),
    ("document", "position"),
    (OF_DOCUMENT,),
    is_whole=True,
)
FINGERPRINTS = Table(
    "fingerprints",
    "Fingerprints",
    "Long paragraphs known again without keeping their text.",
    (DOCUMENT, POSITION, must("digest", "sha256 of the folded words", 64), LOCATOR),
    ("document", "position"),
    (OF_DOCUMENT,),
    is_whole=True,
)
LINKS = Table(
    "document_links",
    "Links of documents",
    "Links that a document prints and that belong to no meeting.",
    (
        DOCUMENT,
        POSITION,
        text("text", "the words of the link"),
        text("url", "where it leads; empty where only its words are left"),
    ),
    ("document", "position"),
    (OF_DOCUMENT,),
    is_whole=True,
)
FACTS = Table(
    "facts",
    "Facts stated by editors",
    "What editors state of mechanisms and themes over what iscm brings with it, in the order of time; later counts "
    "over earlier. A statement has a row for each fact; one without facts only takes another back.",
    (
        NUMBER,
        must("statement", "sha256 of the statement", 64),
        must("about", "mechanism or theme", among=("mechanism", "theme")),
        must("slug", "slug of which one", 60),
        text("field", "what is stated; empty where a statement is only taken back", 40),
        text("item", "which one of several: language and name, role and State …", 600),
        value("value", "the value; empty for what is not so"),
        text("since", "from when (EDTF)", 60),
        text("until", "until when (EDTF)", 60),
        text("url", "address of the source", 1000),
        text("document", "title of the source", 300),
        text("accessed", "when it was looked up (EDTF)", 60),
        must("actor", "an editor", among=ACTORS),
        text("reason", "why"),
        moment("at", "when it was stated", is_required=True),
        text("takes_back", "the earlier statement that counts no more", 64),
    ),
    ("number",),
    is_whole=True,
)
TABLES = (JUDGEMENTS, QUESTIONS, PROBLEMS, CHANGES, SET_ASIDE, FINGERPRINTS, LINKS, FACTS)
