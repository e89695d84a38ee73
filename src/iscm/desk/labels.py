"""Roles, and what happens at the door, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from iscm.register.queries.accounts import SignInLine
from iscm.register.rules import Grant, Role

ROLES: dict[Role, Promise] = {
    Role.READER: gettext_lazy("Reader of closed meetings"),
    Role.FOCAL_POINT: gettext_lazy("Focal point"),
    Role.EDITOR: gettext_lazy("Editor"),
    Role.CHIEF_EDITOR: gettext_lazy("Chief editor"),
    Role.ADMINISTRATOR: gettext_lazy("Administrator"),
}
OUTCOMES: dict[str, Promise] = {
    "signed-in": gettext_lazy("signed in"),
    "signed-out": gettext_lazy("signed out"),
    "failed": gettext_lazy("failed to sign in"),
    "throttled": gettext_lazy("refused after too many attempts"),
    "password-set": gettext_lazy("set a password"),
    "mail-changed": gettext_lazy("changed the mail address"),
    "factor-added": gettext_lazy("added a second factor"),
    "factor-removed": gettext_lazy("removed a second factor"),
    "codes-renewed": gettext_lazy("made new recovery codes"),
}
METHODS: dict[str, Promise] = {
    "password": gettext_lazy("password"),
    "link": gettext_lazy("link by mail"),
    "authenticator": gettext_lazy("authenticator app"),
    "passkey": gettext_lazy("passkey"),
    "recovery-code": gettext_lazy("recovery code"),
    "organisation": gettext_lazy("organisation"),
    "closed": gettext_lazy("account closed"),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing at the door, as it is shown."""

    at: datetime
    name: str
    outcome: str
    is_bad: bool
    method: str
    network: str


def role_words(grant: Grant, mechanisms: Mapping[str, str]) -> str:
    """A role, with the acronym of its mechanism where it is for one."""
    words = str(ROLES[grant.role])
    if grant.mechanism is None:
        return words
    return gettext("%(role)s for %(mechanism)s") % {
        "role": words,
        "mechanism": mechanisms.get(grant.mechanism, grant.mechanism),
    }


def happened(line: SignInLine) -> Happened:
    """What happened, in words."""
    outcome, method = OUTCOMES.get(line.outcome, line.outcome), METHODS.get(line.method, line.method)
    is_bad = line.outcome in {"failed", "throttled"}
    return Happened(line.at, line.name, str(outcome), is_bad, str(method), line.network)
