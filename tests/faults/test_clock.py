"""A clock that was fast or slow for a while: all stays in order, nothing goes for it, and nobody waits for years."""

from datetime import timedelta

import pytest
from django.utils import timezone

from iscm.cli.main import main
from iscm.domain.visits import Outcome
from iscm.register.models import CacheEntry, Follower, Mechanism, Meeting, Received, Revision, Visit
from iscm.register.operations.correct import correct
from iscm.register.operations.digest import send_news
from iscm.register.operations.gather_keeping import keep_visit
from iscm.register.operations.gather_visits import Part, due
from iscm.register.operations.links import check_links, due_links
from iscm.register.operations.log import verify
from iscm.register.operations.rebuild import rebuild
from iscm.register.queries.history import version_of
from iscm.sources.fetching import Looked, Validators
from tests.factories.following import add_follower, happened
from tests.factories.records import make_reading, make_record
from tests.factories.rows import NOON, add_meeting
from tests.gathering import make_source
from tests.register.conftest import few, put, register  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
YEARS = timedelta(days=365 * 20)
JUMPS = [-YEARS, -timedelta(days=1), -timedelta(hours=1), YEARS]


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_the_log_and_what_follows_are_in_the_order_in_which_things_were_done(put, jump):  # noqa: F811  # the fixture
    put(make_reading(make_record(title="Workshop")), now=NOON)
    uid = Meeting.objects.get().uid
    for title, at in (("Seminar", NOON), ("Training", NOON + jump)):
        correct(uid, {"title": title}, actor="ann", reason="so it is", seen=version_of(uid), now=at)
    assert (Meeting.objects.get().title, verify(), rebuild(check=True).is_sound) == ("Training", None, True)
    last = Revision.objects.filter(object_key=uid, action="renamed").order_by("id").last()
    assert (last.new, last.at) == ({"title": "Training"}, NOON + jump)


def keep(at):
    unread = Received.objects.create(sha256=f"{at.timestamp():064.0f}", name="a", content=b"a", received_at=at)
    parts = [Part("https://example.org/a", "a", Outcome.FAILED, received=unread)]
    keep_visit(make_source("dialogue"), parts, actor="ann", now=at)


def test_visits_made_before_the_clock_went_wrong_are_kept_with_what_they_brought(db):
    for at in (NOON, NOON + timedelta(days=1), NOON + YEARS, NOON + YEARS + timedelta(hours=1)):
        keep(at)
    assert (Visit.objects.count(), Received.objects.count()) == (4, 4)


@pytest.mark.parametrize(("late", "is_due"), [(timedelta(0), False), (timedelta(days=40), True), (-YEARS, True)])
def test_a_source_is_visited_again_once_the_clock_is_right(db, late, is_due):
    keep(NOON)
    assert bool(due([make_source("dialogue")], NOON + late)) is is_due


class Site:
    """All is well there."""

    def look(self, *_):
        return Looked("", Validators())


@pytest.mark.parametrize(("late", "is_due"), [(timedelta(0), False), (timedelta(days=7), True), (-YEARS, True)])
def test_a_link_is_visited_again_once_the_clock_is_right(register, late, is_due):  # noqa: F811  # the fixture
    url = "https://example.org/declaration"
    Mechanism.objects.filter(slug="rcm").update(website=url)
    list(check_links([url], Site(), now=lambda: NOON))
    assert (url in due_links(NOON + late, 1000)) is is_due


@pytest.mark.parametrize("fast", [{"told_at": NOON + YEARS}, {"retry_at": NOON + YEARS}], ids=str)
def test_news_go_out_again_once_the_clock_is_right(db, settings, fast):
    settings.SITE_URL = "https://calendar.example.org"
    add_follower(now=NOON - timedelta(days=30))
    happened(add_meeting("Round table", "2024-10-08"))
    Follower.objects.update(**fast)
    assert send_news(now=NOON).numbers["weekly"] == 1


def test_counts_that_would_keep_people_out_for_years_are_noticed_and_forgotten(db, settings, tmp_path, capsys):
    settings.DATA_DIR = tmp_path
    now = timezone.now()
    for key, expires in (("usual", now + timedelta(minutes=5)), ("fast", now + YEARS)):
        CacheEntry.objects.create(cache_key=key, value="x", expires=expires)
    assert main(["doctor", "--quick"]) == 1
    assert "1 counts of attempts hold for days" in capsys.readouterr().out
    assert main(["doctor", "--quick", "--repair"]) == 0
    assert list(CacheEntry.objects.values_list("cache_key", flat=True)) == ["usual"]
