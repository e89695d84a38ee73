"""Feeds to records: dates, places, mechanisms and titles as entries say them; what is no meeting is set aside."""

from html import escape
from itertools import chain

import pytest

from iscm.data import load_vocabulary
from iscm.domain.documents import Document, Hints
from iscm.domain.records import DateStatus
from iscm.reading.read import read_all
from iscm.reading.readers.feed_records import NEWS, NOTHING_SAID

HINTS = Hints(mechanisms=("bali-process",), publisher="Secretariat", date_order="day-first")


def read(content, hints=HINTS):
    (reading,) = read_all(Document("feed", content.encode()), load_vocabulary(), hints=hints)
    return reading


def rss(*items, title="Events"):
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel><title>{title}</title>{body}</channel></rss>'


def item(title, *lines, more=""):
    text = escape("".join(f"<p>{line}</p>" for line in lines))
    return f"<title>{escape(title)}</title><description>{text}</description>{more}"


def read_item(*args, hints=HINTS, **more):
    return read(rss(item(*args, **more)), hints)


def codes(reading):
    return sorted({found.code for found in reading.problems} - {"date-weekend"})


def accounted(reading):
    return len(reading.records) + len(reading.set_aside)


@pytest.mark.parametrize(
    ("title", "lines", "edtf", "printed"),
    [
        ("Working Group (4–5 May 2026)", (), "2026-05-04/2026-05-05", "4–5 May 2026"),
        ("Working Group, 4-5 May 2026, Vienna", (), "2026-05-04/2026-05-05", "4-5 May 2026"),
        ("Working Group on 04/05/2026", (), "2026-05-04", "04/05/2026"),
        ("Dialogue", ("Date: 4 May 2026",), "2026-05-04", "4 May 2026"),
        ("Diálogo", ("Fecha: 4 de mayo de 2026",), "2026-05-04", "4 de mayo de 2026"),
        ("Dialogue", ("4–6 May 2026", "Bangkok, Thailand"), "2026-05-04/2026-05-06", "4–6 May 2026"),
        ("Dialogue", ("May 2026. All are invited",), "2026-05", "May 2026"),
        ("Dialogue", ("some time in July – September 2026 (to be confirmed)",), "2026-35", None),
        ("Dialogue", ("some time in July – December 2026",), "2026-41", None),
        ("Dialogue", ("some time in April – September 2026",), "[2026-34,2026-35]", None),
        ("Dialogue", ("some time in 2026 (to be confirmed)",), "2026-XX", None),
        ("Dialogue", ("some time in May – June 2026",), "[2026-05..2026-06]", None),
        ("Dialogue", ("about some time in May 2026",), "2026-05~", None),
        (
            "Ministerial Conference held",
            ("Ministers met on 21 October 2026 in Prague.",),
            "2026-10-21",
            "21 October 2026",
        ),
    ],
)
def test_the_date_is_that_which_the_words_give_the_meeting(title, lines, edtf, printed):
    (record,) = read_item(title, *lines).records
    assert (record.edtf.text, record.printed.date) == (edtf, printed or lines[0])


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("New website", ("We have a new site since 1 March 2026.",)),
        ("Press release of 3 May 2026", ()),
        ("Call for papers, deadline 3 May 2026", ()),
        ("Working Group meets soon", ("No day is said.",)),
        ("", ()),
    ],
)
def test_news_without_a_date_of_a_meeting_is_set_aside(title, lines):
    reading = read_item(title, *lines, more="<pubDate>Mon, 02 Mar 2026 10:00:00 +0000</pubDate>")
    assert (reading.reader, reading.records, codes(reading)) == ("feed", (), [])
    assert [aside.reason for aside in reading.set_aside] == [NEWS]


def test_the_day_of_publication_is_never_that_of_the_meeting():
    published = "<pubDate>Mon, 04 May 2026 10:00:00 +0000</pubDate>"
    assert read_item("Working Group", "Posted on 4 May 2026", more=published).records == ()
    reading = read_item("Working Group", "Posted on 4 May 2026: it meets on 9 June 2026.", more=published)
    assert [record.edtf.text for record in reading.records] == ["2026-06-09"]


def test_a_year_that_is_not_said_is_that_near_the_publication_and_told():
    reading = read_item("Meeting, 12 January", more="<pubDate>Mon, 14 Dec 2026 10:00:00 +0000</pubDate>")
    assert (reading.records[0].edtf.text, codes(reading)) == ("2027-01-12", ["date-repaired"])
    assert read_item("Meeting, 12 January").records == ()


def test_several_dates_are_a_question_and_not_an_answer():
    reading = read_item("Technical workshop held", "From 3 to 4 May 2026 and again on 7 June 2026.")
    (found,) = (one for one in reading.problems if one.code == "date-ambiguous")
    assert (reading.records[0].edtf, found.readings) == (None, ("2026-05-03/2026-05-04", "2026-06-07"))


@pytest.mark.parametrize(
    ("title", "said", "status", "date_status"),
    [
        ("[cancelled] Forum (4 May 2026)", "Forum", "cancelled", "confirmed"),
        ("[date to be confirmed] Forum (4 May 2026 (to be confirmed))", "Forum", None, "tbc"),
        ("POSTPONED: Forum, 4 May 2026", "Forum", "postponed", "confirmed"),
        ("Bali Process: Forum (4 May 2026)", "Forum", None, "confirmed"),
        ("[Zoom] Forum (4 May 2026)", "[Zoom] Forum", None, "confirmed"),
        ("Forum (Phase 2), 4 May 2026", "Forum (Phase 2)", None, "confirmed"),
    ],
)
def test_titles_are_without_what_feeds_put_around_them(title, said, status, date_status):
    (record,) = read_item(title).records
    assert (record.title, record.status, record.date_status) == (said, status, DateStatus(date_status))
    assert record.printed.title == title


@pytest.mark.parametrize(
    ("title", "lines", "feed", "hinted", "mechanisms"),
    [
        ("Forum, 4 May 2026", (), "Events", (), ()),
        ("Forum, 4 May 2026", (), "Events", ("bali-process",), ("bali-process",)),
        ("Forum, 4 May 2026", (), "Prague Process", ("bali-process",), ("prague-process",)),
        ("RCM: Forum, 4 May 2026", (), "Prague Process", (), ("rcm",)),
        ("Prague Process Forum, 4 May 2026", (), "Events", ("bali-process",), ("prague-process",)),
        ("Side meeting at the GFMD Summit, 4 May 2026", (), "Events", ("bali-process",), ("bali-process",)),
        ("Side meeting at the GFMD Summit, 4 May 2026", (), "Events", (), ("gfmd",)),
        ("Forum, 4 May 2026", ("Organizer: Prague Process",), "Events", ("bali-process",), ("prague-process",)),
        ("Forum, 4 May 2026", ("Organizer: Hotel Ibis",), "Events", ("bali-process",), ("bali-process",)),
    ],
)
def test_whose_meeting_it_is_is_said_by_the_entry_else_the_feed_else_its_source(title, lines, feed, hinted, mechanisms):
    reading = read(rss(item(title, *lines), title=feed), Hints(mechanisms=hinted))
    assert (reading.records[0].mechanisms, codes(reading)) == (mechanisms, [])


@pytest.mark.parametrize(
    ("place", "places", "attendance"),
    [
        ("Geneva, Switzerland", [("Geneva", "CH")], "in-person"),
        ("Room 3, Palais des Nations, 1211 Geneva, Switzerland", [("Geneva", "CH")], "in-person"),
        ("Conrad, 87 Wireless Road, Bangkok 10330, Thailand", [("Bangkok", "TH")], "in-person"),
        ("Geneva, Switzerland; Online", [("Geneva", "CH")], "hybrid"),
        ("https://zoom.us/j/123", [], "online"),
        ("Microsoft Teams Meeting", [], "online"),
        ("Online", [], "online"),
    ],
)
def test_places_are_found_in_addresses_of_every_make(place, places, attendance):
    event = f"UID:1\nSUMMARY:Forum\nDTSTART;VALUE=DATE:20260504\nLOCATION:{place}".replace(",", "\\,").replace(
        ";", "\\;"
    )
    event = event.replace("DTSTART\\;", "DTSTART;")
    reading = read(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n")
    (record,) = reading.records
    assert [(held.city, held.country) for held in record.places] == places
    assert (record.attendance.value, record.printed.place, codes(reading)) == (attendance, place, [])


def test_names_of_persons_and_ways_to_join_stay_out():
    lines = "Agenda of the day\\nJoin: https://zoom.us/j/1\\nPasscode: 123\\njane@example.org\\n+41 22 123 45 67"
    event = (
        f"UID:1\nSUMMARY:Forum\nDTSTART;VALUE=DATE:20260504\nDESCRIPTION:{lines}\nORGANIZER;CN=Jane Doe:mailto:j@x.org"
    )
    (record,) = read(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n").records
    assert (record.topic, record.printed.mechanism) == ("Agenda of the day", None)


def test_an_event_without_a_date_is_reported_and_an_empty_one_set_aside():
    events = "BEGIN:VEVENT\nUID:1\nSUMMARY:Forum\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\n"
    reading = read(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n")
    assert [(record.title, record.edtf) for record in reading.records] == [("Forum", None)]
    assert codes(reading) == ["date-unread"]
    assert [aside.reason for aside in reading.set_aside] == [NOTHING_SAID]


def test_an_organiser_that_we_do_not_know_is_reported_where_nothing_else_says_whose_it_is():
    event = '{"@type":"Event","name":"Forum","startDate":"2026-05-04","organizer":{"name":"Xyzzy Dialogue"}}'
    assert codes(read(event, None)) == ["mechanism-unknown"]
    assert codes(read(event)) == []


@pytest.mark.parametrize(
    "content",
    [
        rss(),
        "BEGIN:VCALENDAR\r\nX-WR-CALNAME:Events\r\nEND:VCALENDAR\r\n",
        '{"version":"https://jsonfeed.org/version/1","title":"Events","items":[]}',
    ],
)
def test_an_empty_feed_is_a_feed_without_meetings(content):
    reading = read(content)
    assert (reading.reader, reading.title, reading.publisher) == ("feed", "Events", "Secretariat")
    assert (reading.records, reading.problems) == ((), ())


def test_every_entry_is_accounted_for():
    titles = ["Forum, 4 May 2026", "News", "Workshop", "", "[cancelled] Forum (5 May 2026)"]
    reading = read(rss(*map(item, titles)))
    rows = chain((one.locator.row for one in reading.records), (one.locator.row for one in reading.set_aside))
    assert (accounted(reading), sorted(rows)) == (5, [1, 2, 3, 4, 5])
    assert [record.n for record in reading.records] == [1, 2]


def test_entries_keep_their_languages():
    text = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><entry><title>Forum, 4 May 2026</title></entry>'
    text += '<entry xml:lang="es-MX"><title>Foro, 5 May 2026</title></entry></feed>'
    reading = read(text)
    assert (reading.lang, [record.lang for record in reading.records]) == ("fr", ["fr", "es"])
