"""Published editions put straight into the store, of a made-up report, without setting a single file."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from iscm.publication.frozen import freeze
from iscm.publication.words import LANGUAGES
from iscm.register.models import Edition, EditionFile, EditionText
from tests.factories.reports import make_calendar

FIRST_DAY = datetime(2031, 6, 3, 9, tzinfo=UTC)


def add_edition(number=1, *, name="calendar-2031", rows=3, forms=("pdf", "csv"), **rest):
    """An edition whose report lists `rows` meetings, with stored English files of these forms."""
    reports = {lang: replace(make_calendar(rows, lang), name=name, edition=f"Edition {number}") for lang in LANGUAGES}
    edition = Edition.objects.create(
        name=name,
        number=number,
        kind="calendar",
        about="2031",
        published_at=FIRST_DAY.replace(day=number),
        modified=reports["en"].modified,
        actor="ann",
        digest=str(number),
        register_version=number,
        **{"changes": None if number == 1 else {"moved": 1}, **rest},
    )
    for lang, report in reports.items():
        content = freeze(report)
        sha256 = hashlib.sha256(content).hexdigest()
        EditionText.objects.create(edition=edition, lang=lang, title=report.title, sha256=sha256, content=content)
    for form in forms:
        content = f"{form} of edition {number}".encode()
        sha256 = hashlib.sha256(content).hexdigest()
        EditionFile.objects.create(
            edition=edition, lang="en", form=form, sha256=sha256, size=len(content), content=content
        )
    return edition
