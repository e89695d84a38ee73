"""What a list was narrowed to: as words under its title, as the query of its address, as part of its file's name."""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from urllib.parse import urlencode

from babel.lists import format_list

from iscm.domain.listing import TO_BE_CONFIRMED, UNLISTED
from iscm.domain.meetings import Status
from iscm.domain.names import fold
from iscm.publication.dates import day_in_words
from iscm.publication.labels import Labels, attendance_words
from iscm.publication.printed_dates import in_print
from iscm.publication.statuses import show_status
from iscm.publication.words import Words

LONGEST_NAME = 60  # letters that a file's name takes from what was asked for
STANDINGS = frozenset({*(status.value for status in Status), TO_BE_CONFIRMED, UNLISTED})
HALVES = {((1, 1), (6, 30)): "40", ((7, 1), (12, 31)): "41"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for; empty is everything.

    `values` are the fields of a list (mechanism, theme, initiative, kind, region, country, attendance, status) with the
    slugs and codes any of which will do. `since` and `until` are days, both inclusive; `q` are words.
    """

    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    since: date | None = None
    until: date | None = None
    q: str = ""

    def __bool__(self) -> bool:
        return bool(self.values or self.since or self.until or self.q)

    @property
    def query(self) -> str:
        """The query string of the page that shows the same, `?` included; empty for everything."""
        parts = {name: ",".join(values) for name, values in self.values}
        parts |= {"from": self.since.isoformat()} if self.since else {}
        parts |= {"to": self.until.isoformat()} if self.until else {}
        parts |= {"q": self.q} if self.q else {}
        return f"?{urlencode(parts, safe=',')}" if parts else ""

    @property
    def name(self) -> str:
        """What a file's name says of it: letters, digits and hyphens; another name for whatever else is asked for."""
        parts = [
            value if name == "mechanism" else f"{name} {value}" for name, values in self.values for value in values
        ]
        parts += [f"from-{self.since}"] if self.since else []
        parts += [f"to-{self.until}"] if self.until else []
        parts += [f"words {self.q}"] if self.q else []
        plain = re.sub(r"[^a-z0-9]+", "-", fold(" ".join(parts))).strip("-")
        if len(plain) <= LONGEST_NAME and not self.q:
            return plain
        return f"{plain[:LONGEST_NAME].strip('-')}-{sha256(self.query.encode()).hexdigest()[:8]}"


def selection_line(asked: Asked, labels: Labels, *more: str) -> str:
    """The line under a title: "Selection: mechanism RCM or SACM; first half of 2024"; empty where all is shown.

    `more` is said first.
    """
    said = [part for part in (*more, *parts_in_words(asked, labels)) if part]
    if not said:
        return ""
    return labels.words.gettext("Selection: %(parts)s") % {"parts": labels.words.gettext("; ").join(said)}


def parts_in_words(asked: Asked, labels: Labels) -> list[str]:
    """What was asked for, one part a field."""
    words = labels.words
    patterns = _patterns(words)
    said = [
        patterns[name] % {"values": format_list(_values(name, values, labels), style="or", locale=words.locale)}
        for name, values in asked.values
    ]
    said += [period_in_words(asked.since, asked.until, words)] if asked.since or asked.until else []
    return [*said, words.gettext("words “%(words)s”") % {"words": asked.q}] if asked.q else said


def period_in_words(since: date | None, until: date | None, words: Words) -> str:
    """The days between two, either of which may be open: "1 March – 30 June 2024", "first half of 2024"."""
    if since is None or until is None:
        pattern = words.gettext("from %(date)s") if until is None else words.gettext("until %(date)s")
        return pattern % {"date": day_in_words(since or until or date.max, words)}
    if since > until:
        return words.gettext("; ").join((period_in_words(since, None, words), period_in_words(None, until, words)))
    half = HALVES.get(((since.month, since.day), (until.month, until.day)))
    if since.year == until.year and half:
        said = in_print(f"{since.year}-{half}", "confirmed", words)
        return said[:1].lower() + said[1:]
    return in_print(f"{since}/{until}" if since != until else f"{since}", "confirmed", words)


def _patterns(words: Words) -> dict[str, str]:
    return {
        "mechanism": words.gettext("mechanism %(values)s"),
        "theme": words.gettext("theme %(values)s"),
        "initiative": words.gettext("initiative %(values)s"),
        "kind": words.gettext("kind %(values)s"),
        "region": words.gettext("region %(values)s"),
        "country": words.gettext("country %(values)s"),
        "attendance": words.gettext("attendance %(values)s"),
        "status": words.gettext("status %(values)s"),
    }


def _values(name: str, values: tuple[str, ...], labels: Labels) -> list[str]:
    if name == "attendance":
        known = attendance_words(labels.words)
        return [known.get(value, value) for value in values]
    if name == "status":
        return [show_status(value, labels.words).label if value in STANDINGS else value for value in values]
    say = {
        "mechanism": labels.mechanism,
        "theme": labels.theme,
        "initiative": labels.initiative,
        "kind": labels.kind,
        "region": labels.region,
        "country": labels.country,
    }[name]
    return [say(value) for value in values]
