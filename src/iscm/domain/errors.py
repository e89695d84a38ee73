"""The tree of errors. Raise one when a stage cannot go on; return a `Problem` when only a row cannot.

IscmError
├── UnreadableInputError   a file that cannot be read at all (command line: exit status 2)
├── EdtfError              a text outside our EDTF profile
├── UnknownReferenceError  a slug, code or address that names nothing we hold
├── ConflictError          a change that no longer fits what the register holds
│   ├── StaleError             somebody changed the same thing in between
│   ├── NonsenseError          values that cannot be so, with one message a field
│   ├── WithdrawnError         the meeting was taken back from readers
│   ├── DecidedError           somebody has decided or done this already
│   └── UnexplainedError       a decision without a person's name or a reason
├── RefusedError           somebody who may not do this, told in one sentence
│   └── FileRefusedError       a file that is not taken: too large, of no form we take, flagged by the virus scanner
└── FetchError             an address that did not give its page or file
    ├── AddressRefusedError    where we do not go: another scheme or port, a private or local machine, a password
    ├── RobotsRefusedError     the site's robots.txt asks programs to stay away
    ├── UnreachableError       no machine of that name, no connection, no valid certificate
    ├── TooSlowError           the answer takes longer than we wait
    ├── TooLargeError          the answer is larger than we take
    ├── BadAnswerError         what comes back is no sound answer: broken off, garbled, sent on for ever
    ├── StatusError            the site says no: 404, 403, 500 and so on
    └── BusyError              the site asks us to come back later (429, 503)
"""

from iscm.domain.history import Line


class IscmError(Exception):
    """The root: everything this package raises on purpose."""


class UnreadableInputError(IscmError):
    """A file that no reader can open; says what is wrong, where, and what to do."""

    def __init__(self, name: str, what: str, remedy: str = "") -> None:
        self.name, self.what, self.remedy = name, what, remedy
        super().__init__(f"{name}: {what}." + (f" {remedy}" if remedy else ""))


class EdtfError(IscmError, ValueError):
    """A text outside our profile of EDTF."""


class UnknownReferenceError(IscmError, LookupError):
    """A slug, code or address that names nothing we hold."""


class ConflictError(IscmError):
    """A change that no longer fits what the register holds."""


class StaleError(ConflictError):
    """Somebody changed the same thing in between.

    `seen` is the version that the change was made from, `latest` the one that holds; `lines` tell what happened after
    `seen`, the earliest first, with who and why, so that a form can put both together and be sent again with `latest`.
    """

    def __init__(self, seen: int, latest: int, lines: tuple[Line, ...]) -> None:
        self.seen, self.latest, self.lines = seen, latest, lines
        who = " and ".join(dict.fromkeys(line.actor for line in lines)) or "somebody"
        super().__init__(f"{who} changed it in between: look at what changed, then decide again")


class NonsenseError(ConflictError):
    """Values that cannot be so; `wrong` has one message by field."""

    def __init__(self, wrong: dict[str, str]) -> None:
        self.wrong = wrong
        super().__init__("; ".join(wrong.values()))


class WithdrawnError(ConflictError):
    """The meeting was taken back from readers."""


class DecidedError(ConflictError):
    """Somebody has decided or done this already."""


class UnexplainedError(ConflictError):
    """A decision without a person's name or a reason."""


class RefusedError(IscmError):
    """Somebody who may not do this; the words are for that person."""


class FileRefusedError(RefusedError):
    """A file that is not taken; `fault` is "empty", "large", "form", "flagged" or "unscanned", so that a page can say
    so in its own language; `found` is what the scanner found."""

    def __init__(self, name: str, fault: str, what: str, found: str = "") -> None:
        self.name, self.fault, self.found = name, fault, found
        super().__init__(f"{name}: {what}")


class FetchError(IscmError):
    """An address that did not give its page or file; says where, what happened, and what to do."""

    def __init__(self, address: str, what: str, remedy: str = "") -> None:
        self.address, self.what, self.remedy = address, what, remedy
        super().__init__(f"{address}: {what}." + (f" {remedy}" if remedy else ""))


class AddressRefusedError(FetchError):
    """Where we do not go: another scheme or port, a private or local machine, a password in the address."""


class RobotsRefusedError(FetchError):
    """The site's robots.txt asks programs to stay away."""


class UnreachableError(FetchError):
    """No machine of that name, no connection, no valid certificate."""


class TooSlowError(FetchError):
    """The answer takes longer than we wait."""


class TooLargeError(FetchError):
    """The answer is larger than we take."""


class BadAnswerError(FetchError):
    """What comes back is no sound answer: broken off, garbled, sent on for ever."""


class StatusError(FetchError):
    """The site says no; `status` is its number."""

    def __init__(self, address: str, what: str, remedy: str = "", status: int = 0) -> None:
        self.status = status
        super().__init__(address, what, remedy)


class BusyError(FetchError):
    """The site asks us to come back later; `wait` is in how many seconds, as far as it says so."""

    def __init__(self, address: str, what: str, remedy: str = "", wait: float = 0) -> None:
        self.wait = wait
        super().__init__(address, what, remedy)
