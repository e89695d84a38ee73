"""What editors stated, as the stages take it."""

from collections.abc import Iterable

from iscm.domain.facts import Fact, Statement
from iscm.register import models


def statements(about: str = "", slug: str = "") -> tuple[Statement, ...]:
    """Every statement, taken back or not, or those about one thing, the earliest first. Two queries."""
    rows = models.Statement.objects.select_related("takes_back").prefetch_related("facts").order_by("id")
    return tuple(map(statement_of, rows.filter(about=about, slug=slug) if slug else rows))


def statement_of(row: models.Statement) -> Statement:
    """The domain value of a row."""
    return Statement(
        key=row.sha256,
        about=row.about,
        slug=row.slug,
        facts=facts_of(row.facts.all()),
        actor=row.actor,
        reason=row.reason,
        at=row.at,
        url=row.url,
        document=row.document,
        accessed=row.accessed,
        takes_back=row.takes_back.sha256 if row.takes_back else "",
    )


def facts_of(rows: Iterable[models.StatedFact]) -> tuple[Fact, ...]:
    """The facts of rows, in their order."""
    return tuple(Fact(row.field, row.value, row.item, row.since or None, row.until or None) for row in rows)
