"""What `iscm doctor` looks at of the search engine beside the database, where one is set."""

from iscm.domain.health import Check, Finding, Tell, ill
from iscm.domain.searching import EngineAddress, EngineError

REMEDY = "run iscm index; until then the database answers"


def _engine(_: Tell) -> Finding:
    from django.conf import settings
    from django.utils import timezone

    from iscm.register.queries.search_standing import number_waiting, standing

    address: EngineAddress | None = settings.SEARCH_ENGINE
    known = standing()
    if address is None:
        if known is None:
            return Finding("none set, the database answers by itself")
        return ill("changes are noted for a search engine that no SEARCH_URL names", "run iscm index --off, or set it")
    if known is None:
        return ill("was never filled from this register", REMEDY)
    waiting = number_waiting()
    if known.is_left(timezone.now()):
        what = f"changes waiting: {waiting}, since {known.since:%Y-%m-%d %H:%M} UTC"
        return ill(what, "does a timer run iscm index? Until it does the database answers")
    return _asked(address, known.marks, waiting)


def _asked(address: EngineAddress, marks: frozenset[str], waiting: int) -> Finding:
    from iscm.register.operations.sending.noting import missing_triggers

    if missing := missing_triggers():
        return ill(f"{', '.join(missing)}: what notes changes for it is missing", REMEDY)
    try:
        from iscm.sources.searching.opensearch import OpenSearchEngine

        index, mark = OpenSearchEngine(address).in_use()
    except ImportError:
        return ill("SEARCH_URL needs opensearch-py", "install iscm[search]")
    except EngineError as error:
        return ill(f"it {error}", "look at the engine, and at SEARCH_URL and SEARCH_CA; the database answers meanwhile")
    if mark.last not in marks:
        return ill("it holds something else than this register sent", REMEDY)
    return Finding(f"{address.host}, index {index}" + (f", changes waiting: {waiting}" if waiting else ""))


CHECKS = (Check("engine", _engine, rests_on=("database", "pages")),)
