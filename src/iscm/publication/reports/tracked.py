"""What the tracker of an initiative is told: plain facts, without a word of any language."""

from dataclasses import dataclass
from datetime import date, datetime

from iscm.domain.citations import Locator
from iscm.domain.listing import MeetingRow
from iscm.domain.vocabulary import Vocabulary
from iscm.publication.reports.asked import Asked
from iscm.publication.reports.mentions import MechanismFacts
from iscm.publication.reports.reported import Reported
from iscm.publication.reports.sources import SourceFacts


@dataclass(frozen=True, slots=True)
class Goal:
    """A part of an initiative: an objective by its number or a target by its code, and the themes (slugs) near it."""

    kind: str
    code: str
    title: str
    short: str
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a source says it: the key of the document, the number of the record there, and the place.

    `source` is the key under which the document stands in the list of sources.
    """

    source: int
    document: int
    record: int
    locator: Locator


@dataclass(frozen=True, slots=True)
class TrackerFacts:
    """The meetings of an initiative, or of a part of it, in the order of lists.

    `stated` are those at which a source says that the initiative was addressed, `suggested` those of which only their
    words suggest it. Under a part, both are on a theme near it. `receipts` are by uid. `name` and `acronym` are the
    initiative's. `reported` is what mechanisms answered to surveys about it, as far as it was accepted.
    Of very many meetings a page has the latest; then it `is_cut`.
    """

    initiative: str
    name: str
    acronym: str
    stated: tuple[MeetingRow, ...]
    suggested: tuple[MeetingRow, ...]
    modified: datetime
    vocabulary: Vocabulary
    goal: Goal | None = None
    since: date | None = None
    until: date | None = None
    receipts: tuple[tuple[str, Receipt], ...] = ()
    mechanisms: tuple[MechanismFacts, ...] = ()
    sources: tuple[SourceFacts, ...] = ()
    publisher: tuple[str, ...] = ()
    site: str = ""
    licence: str = ""
    reported: tuple[Reported, ...] = ()
    is_cut: bool = False

    @property
    def has_any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.stated or self.suggested or self.reported)

    @property
    def asked(self) -> Asked:
        """The period as a selection."""
        return Asked(since=self.since, until=self.until)

    @property
    def query(self) -> str:
        """The query string of the page that shows the same, `?` included."""
        period = self.asked.query.removeprefix("?")
        parts = [f"{self.goal.kind}={self.goal.code}"] if self.goal else []
        parts += [period] if period else []
        return f"?{'&'.join(parts)}" if parts else ""

    @property
    def file_name(self) -> str:
        """What its files are called: "tracker-gcm", "tracker-gcm-objective-9"."""
        goal = f"{self.goal.kind}-{self.goal.code}".replace(".", "-") if self.goal else ""
        return "-".join(part for part in ("tracker", self.initiative, goal, self.asked.name) if part)

    @property
    def last_update(self) -> date | None:
        """The newest day that a source of the rows speaks for; None where none says."""
        return max((one.last_update for one in self.sources if one.last_update), default=None)
