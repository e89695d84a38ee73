"""A description of a source is taken whole, or refused with the file, the key, what is wrong and what to do."""

import pytest

from iscm.data.describing import read_description
from iscm.data.sources import known_sources, load_sources
from iscm.domain.documents import Trust
from iscm.domain.errors import UnreadableInputError

LEAST = 'title = "Events"\npublisher = "Secretariat"\ntrust = "secretariat"\n'
FETCHED = LEAST + 'form = "icalendar"\naddress = "https://example.org/a.ics"\n'
WEB = "Write an address such as https://example.org/calendar.ics."
NO_WEB = f"no address of the web. {WEB}"
TOO_LONG = "title is too long or has signs that cannot be printed. Write 1,000 letters at most."
ALONE = "form is 'atom': form and address go together. Write both, or neither for a source that is only received."
BEHIND = "links is '*.pdf': files behind a page. Write form = \"file\" and the page in address."

REFUSED = [
    ("title = ", 'is not TOML (Invalid value (at end of document)). Write lines such as: title = "Calendar"'),
    ("", "title is missing. Add a line: title = …"),
    (LEAST + "adress = 'x'", "adress is no key of a source. Did you mean address?"),
    (LEAST + "every = '7'", "every is '7'. Write a number."),
    (LEAST + "every = true", "every is True. Write a number."),
    (LEAST + "page = 7", "page is 7. Write it in quotes."),
    (LEAST + "title_words = 'x'", 'title_words is no list of words. Write title_words = ["…", "…"].'),
    (LEAST + "mechanisms = [1]", 'mechanisms is no list of words. Write mechanisms = ["…", "…"].'),
    (LEAST + "mechanisms = ['prague']", "mechanisms has 'prague', which names none. Did you mean prague-process?"),
    (LEAST.replace("Events", " "), "title is ' '. Say what the publisher calls it."),
    (LEAST.replace("Events", "x" * 1001), TOO_LONG),
    (LEAST.replace('"secretariat"', '"editor"'), "trust is 'editor'. Write one of secretariat, iom, feed."),
    (LEAST + "lang = 'English, French'", "lang is 'English, French': no language. Write en, fr, es, pt-BR …"),
    (LEAST + "reader = 'pdf'", "reader is 'pdf'. Write one of calendar, highlights, tracker, feed."),
    (LEAST + "date_order = 'us'", "date_order is 'us'. Write one of day-first, month-first."),
    (LEAST + "least_meetings = -1", "least_meetings is -1. Write 0 or more."),
    (LEAST + "least_meetings = 9\nmost_meetings = 8",
     "most_meetings is 8. Write a number from least_meetings to 20,000."),
    (LEAST + "page = 'ftp://example.org'", f"page is 'ftp://example.org': no address of a page. {WEB}"),
    (LEAST + "form = 'ical'", "form is 'ical'. Write one of icalendar, atom, page, list, file, maildir."),
    (LEAST + "form = 'atom'", ALONE),
    (FETCHED.replace("https:", "file:"), f"address is 'file://example.org/a.ics': {NO_WEB}"),
    (FETCHED.replace("https://", "https://["), f"address is 'https://[example.org/a.ics': {NO_WEB}"),
    (FETCHED + "every = 0", "every is 0. Write days, 1 to 366."),
    (FETCHED + "links = '*.pdf'", BEHIND),
]  # fmt: skip


@pytest.fixture
def described(tmp_path):
    def described(text, name="dialogue.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return described


@pytest.mark.parametrize(("text", "told"), REFUSED)
def test_fault_is_told_with_its_file_key_and_remedy(described, text, told):
    file = described(text)
    with pytest.raises(UnreadableInputError) as refusal:
        read_description(file)
    assert str(refusal.value) == f"{file}: {told}"


def test_bytes_that_are_no_text_are_refused(tmp_path):
    file = tmp_path / "dialogue.toml"
    file.write_bytes(b"title = '\xff'")
    with pytest.raises(UnreadableInputError, match="is not TOML"):
        read_description(file)


def test_file_that_does_not_open_is_refused(tmp_path):
    (tmp_path / "dialogue.toml").mkdir()
    with pytest.raises(UnreadableInputError, match=r"cannot be read \(Is a directory\). Check its rights."):
        read_description(tmp_path / "dialogue.toml")


def test_name_that_cannot_stand_in_an_address_is_refused(described):
    with pytest.raises(UnreadableInputError, match=r"Name it like rcm-calendar.toml."):
        read_description(described(LEAST, "My Calendar.toml"))


def test_what_is_left_out_has_its_default(described):
    facts = read_description(described(LEAST))
    assert (facts["trust"], facts["lang"], facts["every"], facts["form"]) == (Trust.SECRETARIAT, "en", 7, "")
    assert (facts["least_meetings"], facts["most_meetings"], facts["mechanisms"]) == (1, 500, ())


def test_sources_of_the_operator_stand_beside_ours(described, tmp_path):
    described(FETCHED)
    known = known_sources(tmp_path)
    assert list(known.sources) == ["dialogue", "iom-calendar", "iom-highlights", "iom-tracker"]
    assert [slug for slug, source in known.sources.items() if source.is_fetched] == ["dialogue"]


def test_description_of_the_operator_takes_the_place_of_ours(described, tmp_path):
    described(FETCHED, "iom-tracker.toml")
    assert known_sources(tmp_path).sources["iom-tracker"].title == "Events"


def test_faulty_description_is_told_and_stops_no_other(described, tmp_path):
    described("", "a.toml")
    described(FETCHED, "b.toml")
    described("", "iom-tracker.toml")
    known = known_sources(tmp_path)
    assert [fault.what for fault in known.faults] == ["title is missing", "title is missing"]
    assert known.sources["iom-tracker"] == load_sources()["iom-tracker"]
    assert "b" in known.sources
    assert "a" not in known.sources


def test_without_a_folder_there_are_ours(tmp_path):
    assert known_sources(tmp_path / "none").sources == load_sources()


@pytest.mark.parametrize(
    ("form", "links", "is_rolling"),
    [
        ("icalendar", "", True),
        ("page", "", True),
        ("list", "", True),
        ("atom", "", False),
        ("file", "", False),
        ("file", "*.pdf", False),
        ("", "", False),
    ],
)
def test_window_moves_for_what_shows_what_is_ahead(described, tmp_path, form, links, is_rolling):
    address = "https://example.org/a" if form else ""
    described(LEAST + f'form = "{form}"\naddress = "{address}"\nlinks = "{links}"\n')
    assert known_sources(tmp_path).sources["dialogue"].is_rolling is is_rolling
