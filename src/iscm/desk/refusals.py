"""What the register refuses, in the reader's language: by the kind of the refusal, not by its words."""

from collections.abc import Callable

from django.utils.translation import gettext

from iscm.domain.errors import (
    DecidedError,
    IscmError,
    StaleError,
    UnexplainedError,
    UnknownReferenceError,
    WithdrawnError,
)


def in_words(error: IscmError) -> str:
    """What to say of a refusal: of its kind where that is common, else as the register says it, in English."""
    say = next((SAID[kind] for kind in type(error).__mro__ if kind in SAID), None)
    return say(error) if say else str(error)


def _stale(error: IscmError) -> str:
    who = ", ".join(dict.fromkeys(line.actor for line in error.lines)) if isinstance(error, StaleError) else ""
    if not who:
        return gettext("It was changed in between: look at what changed, then decide again.")
    return gettext("It was changed in between by %(who)s: look at what changed, then decide again.") % {"who": who}


SAID: dict[type, Callable[[IscmError], str]] = {
    StaleError: _stale,
    WithdrawnError: lambda _: gettext("The meeting was withdrawn meanwhile."),
    DecidedError: lambda _: gettext("This was decided or done already: look at how it stands now."),
    UnexplainedError: lambda _: gettext("Say why: the reason stands in the history, and everybody can read it."),
    UnknownReferenceError: lambda _: gettext("The register does not hold this, or holds it no more."),
}
