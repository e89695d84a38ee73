"""Meetings, what they are filed under, and what they rest on."""

from iscm.domain.dates import Precision
from iscm.domain.meetings import Role, Status
from iscm.domain.places import Attendance
from iscm.domain.records import DateStatus
from iscm.publication.opendata.columns import (
    SMALL,
    Table,
    day,
    flag,
    moment,
    must,
    number,
    refer,
    slugs,
    text,
    value,
    whole,
)

STATES = ("listed", "merged", "withdrawn")
BASES = ("stated", "suggested")
OF_MEETING = refer("meeting", "meetings", "uid")
MEETING = must("meeting", "uid of the meeting", 36)

MEETINGS = Table(
    "meetings",
    "Meetings",
    "One row for each meeting, or for each printed group of meetings (`count` other than 1); and for each address that "
    "leads to another meeting now (`state` merged) or that was taken back (withdrawn).",
    (
        must("uid", "random and permanent; holds nothing that may change", 36),
        whole("number", "running number in the order in which the register came to know it", is_required=True),
        text("title", "as the most trusted and latest source has it; empty where withdrawn or closed"),
        text("lang", "language of the title (BCP 47)", 35),
        text("edtf", "date as said, in EDTF (ISO 8601-2): month, quarter, candidates, several dates …", 500),
        day("first_day", "first day that the date may cover, inclusive; empty where it is open or not said"),
        day("last_day", "last day that the date may cover, inclusive"),
        text("precision", "size of the smallest piece of the date that was said", 12, tuple(Precision)),
        text("date_status", "whether the source calls the date settled", 12, tuple(DateStatus)),
        text(
            "status",
            "fate as the sources tell it: a past meeting counts as held only if one says so",
            12,
            tuple(Status),
        ),
        text("attendance", "how one takes part; unknown where nothing was said", 12, tuple(Attendance)),
        text("kind", "kind of meeting", 60),
        whole("ordinal", "number in its series (34 for the 34th)"),
        whole("count", "how many meetings are meant; empty for a plural without number. Statistics add this up"),
        slugs("mechanisms", "slugs of its mechanisms, in printed order; roles are in meeting_mechanisms"),
        slugs("places", "`City|CC` with the alpha-2 code, either may be missing; also in meeting_places"),
        slugs("themes", "slugs of its themes, stated and suggested; the basis is in meeting_themes"),
        slugs("initiatives", "slugs of the global initiatives addressed; the basis is in meeting_initiatives"),
        text("outcome", "what came of it"),
        text("topic", "what it was about, where a source says so apart from the title"),
        value("links", "links that its sources print, as a list of objects with `text` and `url`"),
        value("bodies", "organs of its mechanisms that took part, as printed"),
        text("prepares", "name of the meeting that it prepares, as printed; resolved ones are in relations"),
        text("side_event_of", "name of the event at whose side it was held, as printed"),
        text("series", "key of the series in which it is counted on", 200),
        text("series_title", "title of that series", 300),
        whole("year", "year of the first possible day: the package in which the meeting stands", SMALL),
        whole("sequence", "raised when date, place or status change (iCalendar SEQUENCE)", is_required=True),
        moment("created", "when the register first held it", is_required=True),
        moment("last_modified", "when it last changed", is_required=True),
        day("unlisted_since", "day of the edition of its source that no longer lists it; not a cancellation"),
        flag("is_closed", "closed to the public: it is counted, but nothing tells what it is called or about"),
        must("state", "whether it is listed, merged into another or withdrawn", among=STATES),
        text("merged_into", "uid of the meeting to which its address leads", 36),
        text("merged_with", "occurrence by which it is known again should the two be parted", 100),
        moment("withdrawn", "when it was taken back"),
        text("withdrawn_reason", "why it was taken back"),
        must("page", "its page: `/meetings/{uid}/`, below the address of the site where there is one"),
    ),
    ("uid",),
    (refer("kind", "kinds", "slug"), refer("merged_into", "meetings", "uid", is_whole=True)),
)
MECHANISMS = Table(
    "meeting_mechanisms",
    "Mechanisms of meetings",
    "The part of each mechanism in a meeting. A joint meeting is one meeting with several rows here.",
    (
        MEETING,
        must("mechanism", "slug of the mechanism", 60),
        must("role", "what it does in the meeting", 8, tuple(Role)),
        whole("position", "printed order, from 0", SMALL, is_required=True),
    ),
    ("meeting", "mechanism"),
    (OF_MEETING, refer("mechanism", "mechanisms", "slug")),
)
PLACES = Table(
    "meeting_places",
    "Places of meetings",
    "Where meetings are; online meetings have none.",
    (
        MEETING,
        whole("position", "printed order, from 0", SMALL, is_required=True),
        text("city", "as printed"),
        text("country", "ISO 3166-1 alpha-2 code", 2),
    ),
    ("meeting", "position"),
    (OF_MEETING, refer("country", "territories", "alpha_2")),
)
THEMES = Table(
    "meeting_themes",
    "Themes of meetings",
    "What meetings are about: stated by a source, or suggested from the words of the title with the reason.",
    (
        MEETING,
        must("theme", "slug of the theme", 60),
        must("basis", "stated by a source or suggested from its words", 10, BASES),
        text("reason", "the words that suggest it"),
        number("score", "how sure the suggestion is, up to 1"),
    ),
    ("meeting", "theme"),
    (OF_MEETING, refer("theme", "themes", "slug")),
)
INITIATIVES = Table(
    "meeting_initiatives",
    "Initiatives of meetings",
    "Global initiatives addressed at meetings, stated or suggested as in meeting_themes.",
    (
        MEETING,
        must("initiative", "slug of the initiative", 60),
        must("basis", "stated by a source or suggested from its words", 10, BASES),
        text("reason", "the words that suggest it"),
        number("score", "how sure the suggestion is, up to 1"),
    ),
    ("meeting", "initiative"),
    (OF_MEETING, refer("initiative", "initiatives", "slug")),
)
RELATIONS = Table(
    "relations",
    "Relations of meetings",
    "How meetings hang together: one prepares another, is held at its side, concerns it.",
    (
        MEETING,
        whole("position", "order among the relations of the meeting, from 0", SMALL, is_required=True),
        must("kind", "how it hangs together with the other", 20),
        text("other", "uid of the other; empty where it is only named", 36),
        text("printed", "the other's name as printed"),
        text("reason", "why it is taken for this one"),
    ),
    ("meeting", "position"),
    (OF_MEETING, refer("other", "meetings", "uid", is_whole=True)),
)
CITATIONS = Table(
    "citations",
    "Citations",
    "What each meeting rests on: which record of which document, and which of its values the meeting took.",
    (
        MEETING,
        whole("rank", "order of trust, from 0: the most trusted and latest first", SMALL, is_required=True),
        must("occurrence", "the record, with `/2` for the second date of a printed group", 100),
        must("record", "key of the record", 80),
        must("document", "sha256 of the document", 64),
        must("relation", "same, or grouped where the record is of a group that covers the meeting", 8),
        slugs("chosen", "fields whose value the meeting took from here; other claims of the record lost"),
        value("locator", "where it stands in the document: page, line, table, row, sheet, cell"),
    ),
    ("meeting", "occurrence"),
    (OF_MEETING, refer("record", "records", "key"), refer("document", "documents", "sha256")),
)
TABLES = (MEETINGS, MECHANISMS, PLACES, THEMES, INITIATIVES, RELATIONS, CITATIONS)
