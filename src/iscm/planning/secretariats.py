"""Who organises a mechanism, by the first name in what is said of its secretariat."""

import re

from iscm.domain.names import fold

# What ends the first name: "ICMPD, since 1994", "IOM in Buenos Aires", "ECOWAS Commission, Directorate of …".
END = re.compile(r"[,;:(–]|\s(?:in|at|since|from|with|and|beside|helped|hosted|for)\s")
UNNAMED = frozenset(
    {"none", "the chairing government", "the host country", "secretariat", "technical secretariat", "support unit",
     "technical support unit", "permanent secretariat", "executive secretariat"}
)  # fmt: skip


def secretariat_of(said: str | None) -> str:
    """The organisation that keeps the secretariat: "ICMPD" of "ICMPD, since 1994".

    Empty where nobody is named before anything else, so that two meetings are never taken to have one secretariat
    because both have some.
    """
    name = END.split(said or "", maxsplit=1)[0].strip().removeprefix("the ").strip()
    return "" if fold(name) in UNNAMED else name
