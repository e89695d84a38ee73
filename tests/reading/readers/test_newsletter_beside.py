"""What stands beside the meetings of a newsletter: fates, notes, numbers, partners; parts that tell of no meeting."""

import pytest

from iscm.domain.documents import Document
from iscm.reading.read import read as read_any

OPENING = "# RCM 2019 Highlights\n\n## Main meetings\n\n### Regional Conference on Migration (RCM)\n\n"


@pytest.fixture
def read(vocabulary):
    def read(content, name="n.md"):
        return read_any(Document(name, content.encode()), vocabulary)

    return read


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Forum (4 April) [postponed].", ("Forum", 1, None, "postponed")),
        ("Forum (4 April) on visas [cancelled].", ("Forum", 1, "visas", "cancelled")),
        ("Forum (4 April) on visas [no longer listed].", ("Forum", 1, "visas", None)),
        ("Forum on visas [facts changed since].", ("Forum on visas", 1, "visas", None)),
        ("Follow-up meeting of the study (3 meetings).", ("Follow-up meeting of the study", 3, None, None)),
        ("Study tour (several meetings).", ("Study tour", None, None, None)),
        ("Study tour (5 meetings, May).", ("Study tour", 5, None, None)),
        ("Study tour (5 meetings: Geneva, Switzerland, 4 May).", ("Study tour", 5, None, None)),
    ],
)
def test_what_is_said_in_brackets_beside_a_meeting(read, words, told):
    (record,) = read(OPENING + words).records
    assert (record.title, record.count, record.topic, record.status) == told


@pytest.mark.parametrize(
    ("words", "partners"),
    [
        ("Workshop with Rabat Process, IGC and SACM (4 May)", ("rabat-process", "igc", "sacm")),
        ("Workshop with Rabat Process on visas (4 May)", ("rabat-process",)),
        ("Meeting of the Presidencies RCM-SACM (4 May)", ("sacm",)),
        ("Joint meeting Khartoum Process and Rabat Process (4 May)", ("khartoum-process", "rabat-process")),
        ("Workshop (4 May) on what the IGC does", ()),
    ],
)
def test_partners_side_by_side(read, words, partners):
    (record,) = read(f"{OPENING}{words}.").records
    assert record.mechanisms == ("rcm", *partners)


def test_ends_of_lines_part_nothing_where_semicolons_do(read):
    wrapped = (
        "SOM (4 May); Virtual briefing on the Conference\nThematic Area Working Groups (10 September); Forum (1 June)."
    )
    assert [record.edtf.text for record in read(OPENING + wrapped).records] == [
        "2019-05-04",
        "2019-09-10",
        "2019-06-01",
    ]


def test_parts_without_meetings_are_set_aside_by_name(read):
    reading = read(
        "# RCM 2019 Highlights\n\n12 meetings of 1 mechanism in 2019; all in person\n\n## Main meetings\n\n"
        "### Regional Conference on Migration (RCM)\n\nSOM (4 May).\n\n## Thematic areas\n\nNo index was printed.\n\n"
        "Gender: RCM\n\n### Suggested by the words of meetings\n\n- Data: RCM, SACM\n\n## Sources\n\n"
        "- SOM of 4 May 2019, minutes\n\nLicence: CC-BY-4.0\n"
    )
    assert [(held.text, held.reason) for held in reading.set_aside] == [
        ("12 meetings of 1 mechanism in 2019; all in person", "number of meetings"),
        ("No index was printed.", "note"),
        ("Suggested by the words of meetings", "suggestions"),
        ("Data: RCM, SACM", "suggestions"),
        ("Sources", "sources"),
        ("SOM of 4 May 2019, minutes", "sources"),
        ("Licence: CC-BY-4.0", "licence"),
    ]
    assert ([record.title for record in reading.records], [index.slug for index in reading.themes]) == (
        ["SOM"],
        ["gender"],
    )
    assert [found.code for found in reading.problems if found.code == "line-unread"] == []


def test_a_linked_title_goes_on_with_its_link_and_its_mechanism(read):
    page = (
        "SOM (4 May).\n\n## 2019 publications\n\n[A study of many things that](https://a.example/x)\n"
        "[runs over two lines](https://a.example/x)\n(RCM)\n\n[Another](https://a.example/y) (SACM)\n"
    )
    assert [(one.title, one.mechanisms, one.url) for one in read(OPENING + page).publications] == [
        ("A study of many things that runs over two lines", ("rcm",), "https://a.example/x"),
        ("Another", ("sacm",), "https://a.example/y"),
    ]
