"""What each call answers: as its description says, the same as the register's questions, in parts."""

from datetime import timedelta

import pytest

from iscm.register.models import Meeting, Membership, Party
from iscm.register.operations.index import index_meetings
from iscm.register.queries.keeping import forget_all
from iscm.register.queries.paged.keyset import forget_counts
from tests.factories.rows import NOON, add_initiative, add_mechanism, add_meeting, add_territory, raise_stamp
from tests.website.conftest import fill

LISTS = (
    "/meetings", "/changes", "/mechanisms", "/memberships", "/countries", "/themes", "/initiatives", "/documents",
    "/records", "/problems", "/materials", "/editions",
)  # fmt: skip


def ones(found, record="no-such-record"):
    """The address of one of everything."""
    return (
        f"/meetings/{found.meeting.uid}", "/mechanisms/gfmd", "/countries/CH", "/countries/ch", "/themes/data",
        "/initiatives/gcm", f"/documents/{found.document.pk}", f"/records/{record}", "/editions/calendar-2031/1",
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("path", LISTS)
def test_every_list_has_something_and_is_as_described(register, ask, path, lang):
    response = ask(f"{path}?lang={lang}")
    body = response.json()
    assert (response.status_code, response.headers["Content-Language"]) == (200, lang)
    assert body["total"] == len(body["items"]) > 0


def test_one_of_everything_is_there_and_as_described(register, ask):
    key = ask("/records").json()["items"][0]["key"]
    found = {path: ask(path).status_code for path in ones(register, key)}
    assert set(found.values()) == {200}, found


@pytest.mark.parametrize(
    "path",
    [
        "/meetings/00000000-0000-0000-0000-000000000000", "/meetings/nothing", "/mechanisms/nobody", "/countries/xx",
        "/themes/none", "/initiatives/none", "/documents/99999", "/documents/99999999999999999999", "/records/none",
        "/editions/calendar-1900/1", "/editions/calendar-2031/99999999999999999999", "/nothing", "/",
        "/meetings?cursor=bWFkZSB1cA", "/meetings/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_problem(register, ask, path):
    response = ask(path)
    problem = response.json()
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")
    assert (problem["status"], problem["instance"]) == (404, response.request["PATH_INFO"])


@pytest.mark.parametrize(
    ("path", "pointers"),
    [
        ("/meetings?from=tomorrow", ["#/query/from"]),
        ("/meetings?limit=1000&to=2024-13-01", ["#/query/limit", "#/query/to"]),
        ("/meetings?mechanisms=gfmd", ["#/query/mechanisms"]),
        ("/meetings?attendance=somehow", ["#/query/attendance"]),
        ("/meetings?sort=title", ["#/query/sort"]),
        ("/meetings?fields=uid,colour", ["#/query/fields"]),
        ("/meetings?lang=tlh", ["#/query/lang"]),
        ("/meetings?q=" + 201 * "x", ["#/query/q"]),
        ("/changes?since=yesterday", ["#/query/since"]),
        ("/changes?since=2024-09-24T13:00:00", ["#/query/since"]),
        ("/changes?since=0", ["#/query/since"]),
        ("/memberships?as_of=0", ["#/query/as_of"]),
        ("/meetings?limit=1_0", ["#/query/limit"]),
        ("/meetings?kind=" + 31 * "a,", ["#/query/kind"]),
        ("/meetings?kind=" + 81 * "a", ["#/query/kind"]),
        ("/meetings?theme=%3Cb%3E", ["#/query/theme"]),
        ("/themes?fields=,slug", ["#/query/fields"]),
        ("/documents?year=0", ["#/query/year"]),
        ("/mechanisms/gfmd?limit=2", ["#/query/limit"]),
    ],
)
def test_a_wrong_parameter_is_pointed_at(register, ask, path, pointers):
    response = ask(path)
    assert (response.status_code, [one["pointer"] for one in response.json()["errors"]]) == (400, pointers)


def test_a_merged_meeting_leads_on_and_a_withdrawn_one_says_why(db, ask):
    kept = add_meeting("Kept")
    merged = add_meeting("Merged", is_listed=False, merged_into=kept)
    gone = add_meeting("Gone", is_listed=False, withdrawn_at=NOON, withdrawn_reason="Entered twice.")
    moved, withdrawn = ask(f"/meetings/{merged.uid}?lang=fr"), ask(f"/meetings/{gone.uid}")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/api/v1/meetings/{kept.uid}?lang=fr")
    assert (withdrawn.status_code, withdrawn.json()["detail"]) == (410, "Entered twice.")


def test_changes_keep_what_is_gone_with_a_mark(db, ask):
    kept = add_meeting("Kept", touched_at=NOON)
    add_meeting("Merged", is_listed=False, merged_into=kept, touched_at=NOON + timedelta(hours=1))
    add_meeting("Gone", is_listed=False, withdrawn_at=NOON, touched_at=NOON + timedelta(hours=2))
    items = ask("/changes").json()["items"]
    assert [(one["deleted"], one.get("merged_into")) for one in items] == [
        (False, None),
        (True, kept.uid),
        (True, None),
    ]
    later = ask("/changes?since=2024-09-24T13:00:00Z&fields=uid").json()["items"]
    assert later == [{"uid": one["uid"], "deleted": True} for one in items[1:]]
    assert ask("/changes?since=9999-12-31T23:59:59-14:00").json()["total"] == 0
    assert ask("/changes?since=0001-01-01T00:00:00%2B14:00").json()["total"] == 3


@pytest.mark.parametrize("sort", ["date", "-date", "modified", "-modified"])
def test_next_and_prev_lead_to_every_meeting_once(db, ask, sort):
    for n in range(7):
        add_meeting(f"Meeting {n}", f"2024-01-{n % 3 + 1:02}", last_modified=NOON + timedelta(hours=n % 2))
    whole = [one["uid"] for one in ask(f"/meetings?sort={sort}").json()["items"]]
    found, address = [], f"/meetings?sort={sort}&limit=3"
    while address:
        body = ask(address).json()
        found.append([one["uid"] for one in body["items"]])
        last, address = body, body["next"] and body["next"].removeprefix("http://testserver")
    assert ([uid for part in found for uid in part], [len(part) for part in found]) == (whole, [3, 3, 1])
    before = ask(last["prev"].removeprefix("http://testserver")).json()
    assert [one["uid"] for one in before["items"]] == found[1]


@pytest.mark.parametrize("path", [path for path in LISTS if path not in {"/changes", "/meetings"}])
def test_every_list_is_walked_to_its_end(db, ask, path):
    fill(3)
    whole = ask(path).json()["items"]
    found, address = [], f"{path}?limit=2"
    while address:
        body = ask(address).json()
        found += body["items"]
        address = body["next"] and body["next"].removeprefix("http://testserver")
    assert found == whole


@pytest.mark.parametrize(
    ("path", "of"),
    [
        ("/mechanisms?sort=meetings", "meetings"), ("/mechanisms?sort=-acronym", "acronym"),
        ("/countries?sort=-mechanisms", "mechanisms"), ("/countries?sort=hosted", "hosted"),
        ("/countries?sort=-alpha_2", "alpha_2"), ("/themes?", "slug"), ("/initiatives?", "slug"),
        ("/materials?sort=title", "title"), ("/materials?sort=-year", "year"),
        ("/editions?sort=published_at", "published_at"),
    ],
)  # fmt: skip
def test_an_order_holds_from_part_to_part_and_back(db, ask, path, of):
    fill(3)
    for slug, code in (("rcm", "MA"), ("rcm", "KE"), ("gfmd", "KE")):
        add_territory(code, code)
        add_meeting("One more", mechanisms=(slug,), places=(f"|{code}",), themes=("labour-migration",))
    add_initiative("agenda-2030")
    whole = ask(f"{path}&limit=200").json()
    parts, address = [], f"{path}&limit=2"
    while address:
        parts.append(ask(address).json())
        address = parts[-1]["next"] and parts[-1]["next"].removeprefix("http://testserver")
    items = [one for part in parts for one in part["items"]]
    assert (items, whole["total"]) == (whole["items"], len(items))
    values = [one[of] for one in items]
    assert values == sorted(values, reverse="sort=-" in path)
    if len(parts) > 1:
        before = ask(parts[1]["prev"].removeprefix("http://testserver")).json()
        assert before["items"] == parts[0]["items"]


def test_what_each_mechanism_theme_and_country_has_is_counted(register, ask):
    add_territory("KE", "Kenya")
    add_meeting("Two workshops", mechanisms=("gfmd",), places=("Nairobi|KE",), themes=("data",), count=2)
    add_meeting("Merged away", mechanisms=("gfmd",), places=("Nairobi|KE",), is_listed=False)
    (mechanism,) = ask("/mechanisms?fields=meetings,states").json()["items"]
    assert (mechanism["meetings"], mechanism["states"]) == (3, 1)
    countries = {one["alpha_2"]: one["hosted"] for one in ask("/countries?fields=hosted").json()["items"]}
    assert countries == {"CH": 1, "KE": 1}
    assert ask("/themes/data").json()["meetings"] == {"suggested": 2}


def test_materials_are_those_of_a_filter(register, ask):
    for query, total in (("mechanism=gfmd", 1), ("mechanism=rcm", 0), ("theme=data&year=2024", 1), ("year=2023", 0)):
        assert ask(f"/materials?{query}").json()["total"] == total


def test_the_links_of_a_part_are_in_its_header(db, ask):
    for n in range(3):
        add_meeting(f"Meeting {n}")
    header = ask("/meetings?limit=1").headers["Link"]
    links = {part.split('"')[1]: part.split(">")[0].strip(" <") for part in header.split(", <")}
    assert list(links) == ["first", "next", "last"]
    last = ask(links["last"].removeprefix("http://testserver")).json()
    assert ([one["title"] for one in last["items"]], last["next"]) == (["Meeting 2"], None)


def test_a_cursor_of_another_list_leads_nowhere(db, ask):
    for n in range(3):
        add_meeting(f"Meeting {n}")
    cursor = ask("/meetings?limit=1").json()["next"].partition("cursor=")[2]
    assert [ask(f"{path}cursor={cursor}").status_code for path in ("/changes?", "/meetings?sort=-date&")] == [404, 404]


def test_the_filters_are_those_of_the_pages(register, ask):
    add_meeting("Elsewhere", "2023-05", mechanisms=("rcm",), places=("Rabat|MA",), attendance="hybrid")
    index_meetings()
    titles = {
        query: [one["title"] for one in ask(f"/meetings?{query}").json()["items"]]
        for query in (
            "mechanism=rcm",
            "mechanism=gfmd,rcm&year=2023",
            "country=MA",
            "country=ma&mechanism=RCM",
            "attendance=hybrid",
            "to=2023-12-31",
        )
    }
    assert set(map(tuple, titles.values())) == {("Elsewhere",)}
    assert [ask(f"/meetings?{query}").json()["total"] for query in ("q=elsewhere", "mechanism=&q=", "kind=no")] == [
        1,
        2,
        0,
    ]


def test_only_the_fields_asked_for_are_answered(register, ask):
    for path, wanted in (
        ("/meetings?fields=title,edtf", ["uid", "deleted", "title", "edtf"]),
        ("/themes?fields=label", ["slug", "label"]),
    ):
        assert [*ask(path).json()["items"][0]] == wanted


def test_words_are_in_the_language_asked_for(register, ask):
    by_name = ask("/meetings?lang=fr&fields=date_in_words,url").json()["items"][0]
    assert (by_name["date_in_words"], "/fr/meetings/" in by_name["url"]) == ("2 janvier 2024", True)
    assert ask("/meetings", accept_language="es-MX,en;q=0.5").headers["Content-Language"] == "es"
    assert ask("/meetings", accept_language="tlh").headers["Content-Language"] == "en"


def test_seats_are_those_of_a_day(register, ask):
    add_mechanism("late", established=2020)
    Membership.objects.update(as_of="2024-05")
    assert [ask(f"/memberships?as_of={day}").json()["total"] for day in ("2024-04-30", "2024-05-01")] == [0, 2]


def test_seats_say_since_when_and_how_sure_they_are_themselves(register, ask):
    Party.objects.filter(territory__isnull=False).update(since="2019", until="2025-12", basis="composed")
    (seat, *_) = [one for one in ask("/memberships").json()["items"] if one["country"]]
    (held, *_) = ask(f"/countries/{seat['country']}").json()["seats"]
    told = ("2019", "2025-12", "composed")
    assert [(one["since"], one["until"], one["basis"]) for one in (seat, held)] == [told, told]


def test_lists_take_the_same_queries_for_3_and_for_300(db, ask, django_assert_max_num_queries):
    taken = []
    for number in (3, 297):
        fill_more(number)
        taken.append([])
        for path in LISTS:
            forget_counts()
            forget_all()
            with django_assert_max_num_queries(12) as queries:
                ask(f"{path}?limit=200")
            taken[-1].append(len(queries))
    assert taken[0] == taken[1]


def test_what_was_read_holds_until_something_changes(register, ask, django_assert_num_queries):
    ask("/meetings")
    with django_assert_num_queries(2):
        ask("/meetings?sort=-date&lang=fr")
    Meeting.objects.update(title="Changed")
    raise_stamp()
    assert [one["title"] for one in ask("/meetings").json()["items"]] == ["Changed"]


def fill_more(number):
    """So many meetings beside one of everything."""
    if number == 3:
        fill(2)
    for n in range(number):
        add_meeting(f"Meeting {n} of {number}", f"2024-02-{n % 28 + 1:02}", mechanisms=(f"mechanism-{n % 150}",))
