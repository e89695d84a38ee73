"""The tree of errors. Raise one when a stage cannot go on; return a `Problem` when only a row cannot.

IscmError
├── UnreadableInputError   a file that cannot be read at all (command line: exit status 2)
├── EdtfError              a text outside our EDTF profile
├── UnknownReferenceError  a slug, code or address that names nothing we hold
└── ConflictError          a change that no longer fits what the register holds
"""


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
