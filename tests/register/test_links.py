"""Links visited some at a time: what is kept of each visit, when one is dead, and what a person says of it."""

from datetime import timedelta

import pytest

from iscm.domain.errors import (
    BadAnswerError,
    BusyError,
    ConflictError,
    RobotsRefusedError,
    StatusError,
    TooSlowError,
    UnknownReferenceError,
    UnreachableError,
)
from iscm.domain.links import State
from iscm.register.models import LinkCheck, Mechanism, Revision
from iscm.register.operations.links import check_links, dismiss_link, due_links, forget_links, reopen_link
from iscm.register.operations.undo import undo
from iscm.register.queries.links import dead_links, digest_of, link_lines, open_links, shown_links
from iscm.register.queries.stamps import version
from iscm.sources.fetching import Looked, Validators
from tests.factories.rows import add_meeting
from tests.register.conftest import NOW

pytestmark = pytest.mark.django_db
URL, OTHER = "https://example.org/declaration", "https://example.org/other"
WHO = {"actor": "ann", "reason": "looked at it", "now": NOW}
WEEKS = [NOW + timedelta(days=7 * n) for n in range(10)]
FINE = Looked("", Validators('"1"'))


class Sites:
    """What each address gives, or the error that it raises; all others are fine."""

    def __init__(self, answers):
        self.answers, self.asked = answers, []

    def look(self, address, validators=None):
        self.asked.append((address, validators))
        given = self.answers.get(address, FINE)
        if isinstance(given, Exception):
            raise given
        return given


def silent(url=URL):
    return UnreachableError(url, "the connection breaks off")


def missing(url=URL):
    return StatusError(url, "the page is not there (404)", status=404)


def visit(answers, at, urls=(URL, OTHER)):
    return list(check_links(list(urls), Sites(answers), now=lambda: at))


@pytest.fixture
def meeting(db):
    links = [{"text": "Declaration", "url": URL}, {"text": "", "url": OTHER}, {"text": "", "url": "javascript:x"}]
    return add_meeting(links=links, mechanisms=("rcm",))


def test_all_links_that_the_public_sees_are_known_with_where_they_stand(meeting):
    add_meeting(title="Another", links=[{"text": "", "url": URL}])
    add_meeting(links=[{"text": "", "url": "https://example.org/closed"}], is_closed=True)
    Mechanism.objects.filter(slug="rcm").update(website="https://rcm.example.org")
    shown = shown_links()
    assert set(shown) == {URL, OTHER, "https://rcm.example.org"}
    assert [(use.kind, use.title, set(use.mechanisms)) for use in shown[URL]] == [
        ("meeting", "Senior Officials' Meeting", {"rcm"}),
        ("meeting", "Another", {"gfmd"}),
    ]


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (FINE, State.OK),
        (Looked("https://example.org/new", Validators()), State.MOVED),
        (Looked("javascript:x", Validators()), State.OK),
        (missing(), State.GONE),
        (StatusError(URL, "answers 500", status=500), State.UNREACHABLE),
        (silent(), State.UNREACHABLE),
        (TooSlowError(URL, "slow"), State.UNREACHABLE),
        (BadAnswerError(URL, "garbled"), State.UNREACHABLE),
        (StatusError(URL, "does not let us in", status=403), State.UNKNOWN),
        (RobotsRefusedError(URL, "stay away"), State.UNKNOWN),
        (BusyError(URL, "busy"), State.UNKNOWN),
    ],
)
def test_each_answer_is_a_state(meeting, given, state):
    visit({URL: given}, NOW)
    assert LinkCheck.objects.get(url=URL).state == state
    assert dead_links([URL]) == {}


def test_a_link_dies_after_several_failures_over_days_and_lives_again_with_an_answer(meeting):
    before = version().number
    visits = [visit({URL: silent()}, at)[0] for at in WEEKS[:4]]
    assert [one.history.is_dead for one in visits] == [False, False, True, True]
    assert [one.is_news for one in visits] == [False, False, True, False]
    assert (dead_links([URL, OTHER])[URL].since, version().number > before) == (WEEKS[0], True)
    ((pk, is_dead, slugs),) = open_links()
    (line,) = link_lines([pk])
    assert (is_dead, slugs, line.url, line.uses[0].key, line.failures) == (True, {"rcm"}, URL, meeting.uid, 4)
    assert visit({}, WEEKS[4])[0].is_news
    assert (dead_links([URL]), open_links()) == ({}, [])


def test_many_failures_of_one_day_kill_nothing(meeting):
    for hour in range(6):
        visit({URL: silent()}, NOW + timedelta(hours=hour))
    assert dead_links([URL]) == {}


def test_where_no_link_answers_at_all_we_are_offline_and_nothing_is_kept(meeting):
    urls = [f"https://{n}.example.org/" for n in range(5)]
    assert visit({url: silent(url) for url in urls}, NOW, urls) == []
    assert LinkCheck.objects.count() == 0
    assert len(visit({url: silent(url) for url in urls[:4]}, NOW, urls)) == 5
    assert len(visit({URL: silent()}, NOW, [URL])) == 1


def test_the_links_not_visited_for_longest_come_first_and_none_too_often(meeting):
    assert due_links(NOW, 10) == [URL, OTHER]
    visit({}, NOW, [URL])
    assert due_links(NOW + timedelta(days=7), 10) == [OTHER, URL]
    visit({OTHER: silent(OTHER)}, NOW + timedelta(hours=1), [OTHER])
    assert (due_links(NOW + timedelta(days=2), 10), due_links(NOW + timedelta(hours=2), 10)) == ([OTHER], [])
    assert due_links(NOW + timedelta(hours=2), 1, is_all=True) == [URL]


def test_a_good_link_is_asked_whether_it_changed(meeting):
    visit({}, NOW, [URL])
    sites = Sites({URL: None})
    (one,) = check_links([URL], sites, now=lambda: WEEKS[1])
    assert (sites.asked, one.history.seen.state) == ([(URL, Validators('"1"'))], State.OK)


def test_a_dismissed_link_stays_dismissed_until_it_answers_again(meeting):
    for at in WEEKS[:3]:
        visit({URL: silent()}, at)
    key = digest_of(URL)
    dismiss_link(key, **WHO)
    visit({URL: silent()}, WEEKS[3])
    assert (open_links(), dead_links([URL])) == ([], {})
    reopen_link(key, **WHO)
    assert len(open_links()) == 1
    dismiss_link(key, **WHO, archived="https://archive.example.org/1")
    assert (open_links(), dead_links([URL])[URL].archived) == ([], "https://archive.example.org/1")
    undo(Revision.objects.filter(object_type="link").latest("id").pk, **WHO)
    assert len(open_links()) == 1
    dismiss_link(key, **WHO)
    visit({}, WEEKS[4])
    assert LinkCheck.objects.get(url=URL).dismissed_at is None


def test_a_link_that_was_dismissed_as_moved_is_told_again_once_it_is_dead(meeting):
    visit({URL: Looked("https://example.org/new", Validators())}, NOW)
    dismiss_link(digest_of(URL), **WHO)
    visit({URL: Looked("https://example.org/newer", Validators())}, WEEKS[1])
    assert open_links() == []
    for at in WEEKS[2:5]:
        visit({URL: missing()}, at)
    assert [is_dead for _, is_dead, _ in open_links()] == [True]


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (lambda key: dismiss_link(key[1:], **WHO), UnknownReferenceError),
        (lambda key: dismiss_link(key, **WHO | {"reason": " "}), ConflictError),
        (lambda key: dismiss_link(key, **WHO, archived="javascript:x"), ConflictError),
        (lambda key: reopen_link(key, **WHO), ConflictError),
    ],
    ids=["no such link", "no reason", "no address", "not dismissed"],
)
def test_what_cannot_be_said_of_a_link_is_refused(meeting, act, error):
    visit({}, NOW)
    with pytest.raises(error):
        act(digest_of(URL))


def test_links_that_are_shown_nowhere_any_more_are_forgotten_after_a_while(meeting):
    visit({URL: silent()}, NOW)
    meeting.links = [{"text": "", "url": OTHER}]
    meeting.save()
    assert [forget_links(NOW + timedelta(days=days)) for days in (89, 91)] == [0, 1]
    assert LinkCheck.objects.get().url == OTHER
