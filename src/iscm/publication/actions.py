"""What an entry of the log says to readers: the words for what happened to a meeting."""

from collections.abc import Mapping
from functools import lru_cache

from iscm.publication.words import Words


@lru_cache(maxsize=8)
def action_words(words: Words) -> Mapping[str, str]:
    """The words for all that can happen to a meeting, by the action of the log."""
    return {
        "created": words.gettext("entered"),
        "merged": words.gettext("merged with another"),
        "parted": words.gettext("a meeting of its own again"),
        "withdrawn": words.gettext("withdrawn"),
        "given-back": words.gettext("no longer withdrawn"),
        "left": words.gettext("told of by no document any more"),
        "returned": words.gettext("told of by a document again"),
        "no-longer-listed": words.gettext("no longer listed by its source"),
        "moved": words.gettext("date changed"),
        "date-confirmed": words.gettext("date settled"),
        "date-open": words.gettext("date open again"),
        "relocated": words.gettext("place changed"),
        "place-said": words.gettext("place said"),
        "attendance": words.gettext("attendance changed"),
        "postponed": words.gettext("postponed"),
        "rescheduled": words.gettext("rescheduled"),
        "cancelled": words.gettext("cancelled"),
        "reinstated": words.gettext("taking place after all"),
        "closed": words.gettext("closed to the public"),
        "opened": words.gettext("open to the public again"),
        "held": words.gettext("held"),
        "status": words.gettext("status changed"),
        "respelt": words.gettext("title written better"),
        "corrected": words.gettext("corrected by an editor"),
        "renamed": words.gettext("title changed"),
        "mechanisms": words.gettext("mechanisms changed"),
        "kind": words.gettext("kind changed"),
        "ordinal": words.gettext("number in its series changed"),
        "count": words.gettext("number of meetings changed"),
        "outcome": words.gettext("outcome recorded"),
        "topic": words.gettext("subject recorded"),
        "links": words.gettext("links changed"),
        "themes": words.gettext("themes changed"),
        "initiatives": words.gettext("initiatives changed"),
        "roles": words.gettext("roles of mechanisms changed"),
        "bodies": words.gettext("bodies changed"),
        "prepares": words.gettext("said what it prepares"),
        "side-event-of": words.gettext("said beside which meeting it is held"),
        "lang": words.gettext("language said"),
        "answered": words.gettext("answered by its secretariat"),
    }
