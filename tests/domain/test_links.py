"""A link is dead after several failures over days; whatever answers lives."""

from datetime import UTC, datetime, timedelta

import pytest

from iscm.domain.links import LinkHistory, Seen, State, after

START = datetime(2026, 11, 2, 6, tzinfo=UTC)
OK, GONE, SILENT, CLOSED = (Seen(state) for state in (State.OK, State.GONE, State.UNREACHABLE, State.UNKNOWN))
MOVED = Seen(State.MOVED, moved_to="https://example.org/new")


def visited(*visits: tuple[int, Seen]) -> LinkHistory:
    history = None
    for day, seen in visits:
        history = after(history, seen, START + timedelta(days=day))
    assert history
    return history


@pytest.mark.parametrize(
    ("visits", "is_dead"),
    [
        ([(0, SILENT)], False),
        ([(0, GONE)], False),
        ([(0, SILENT), (7, SILENT)], False),
        ([(0, SILENT), (7, SILENT), (14, SILENT)], True),
        ([(0, GONE), (7, SILENT), (14, GONE)], True),
        ([(0, SILENT), (0, SILENT), (0, SILENT), (1, SILENT)], False),
        ([(0, SILENT), (7, SILENT), (14, OK)], False),
        ([(0, SILENT), (7, MOVED), (14, SILENT), (21, SILENT)], False),
        ([(0, SILENT), (7, CLOSED), (14, SILENT), (21, SILENT)], True),
        ([(0, SILENT), (7, SILENT), (14, SILENT), (21, CLOSED)], True),
        ([(0, CLOSED), (7, CLOSED), (14, CLOSED)], False),
    ],
)
def test_a_link_is_dead_after_several_failures_over_days(visits, is_dead):
    assert visited(*visits).is_dead is is_dead


def test_the_row_of_failures_begins_again_after_an_answer():
    history = visited((0, SILENT), (7, OK), (14, SILENT))
    assert (history.failures, history.failing_since) == (1, START + timedelta(days=14))
