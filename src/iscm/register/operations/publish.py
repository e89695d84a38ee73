"""A publication frozen and numbered: its report in every language, its files, what changed since the edition before."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from iscm.domain.errors import ConflictError, UnknownReferenceError
from iscm.publication.comparing import Changes
from iscm.publication.editions import changes_box, edition_line
from iscm.publication.formats import FORMATS
from iscm.publication.frozen import digest_of, freeze
from iscm.publication.report import Report
from iscm.publication.words import LANGUAGES, words_in
from iscm.reconciliation.judgements import AUTOMATIC
from iscm.register import models
from iscm.register.operations import log
from iscm.register.operations.drafts import Builder, Draft
from iscm.register.operations.said import said
from iscm.register.operations.stamps import hold, raise_stamps
from iscm.register.queries.since import changes_since
from iscm.register.queries.stamps import version

STORED = ("en",)
LONGEST_NAME, LONGEST_NOTE = 150, 2000


@dataclass(frozen=True, slots=True)
class Published:
    """A new edition, or one that would be: its number and what changed since the one before (None: the first)."""

    name: str
    number: int
    report: Report
    changes: Changes | None


@dataclass(frozen=True, slots=True)
class _Release:
    """All that is said of an edition beside its facts."""

    actor: str
    note: str
    at: datetime
    corrects: int | None


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An edition before it is stored. `reports` and `changes` are by language."""

    name: str
    number: int
    digest: str
    reports: Mapping[str, Report]
    changes: Mapping[str, Changes]
    corrected: models.Edition | None


def publish(
    draft: Draft,
    *,
    actor: str,
    note: str = "",
    langs: Iterable[str] = (),
    corrects: int | None = None,
    is_dry_run: bool = False,
    now: datetime | None = None,
) -> Published:
    """Freeze a publication as its next edition; a dry run only says what it would be.

    The report is kept in all six languages, its files in English and in `langs`. `corrects` is the number of the
    edition of which this one is the corrigendum; `note` then says what was wrong. All or nothing: one transaction.
    Raises `ConflictError` where the edition before says the same or there is nothing to say, `UnknownReferenceError`
    for no such edition or language.
    """
    who, why = said(actor, "a name", LONGEST_NAME), said(note, "a note", LONGEST_NOTE)
    release = _Release(who, why, now or timezone.now(), corrects)
    _refuse_nameless(release)
    stored = [lang for lang in LANGUAGES if lang in {*STORED, *langs}]
    _refuse_languages({*langs} - {*LANGUAGES})
    with transaction.atomic():
        hold(release.at)
        prepared = _prepare(draft, release)
        if not is_dry_run:
            _keep(draft, release, prepared, stored)
    return Published(prepared.name, prepared.number, prepared.reports["en"], prepared.changes.get("en"))


def _refuse_nameless(release: _Release) -> None:
    if not release.actor or release.actor == AUTOMATIC:
        raise ConflictError("an edition needs the name of the person who publishes it")
    if release.corrects is not None and not release.note:
        raise ConflictError("a corrigendum needs a note that says what was wrong")


def _refuse_languages(unknown: set[str]) -> None:
    if unknown:
        raise UnknownReferenceError(f"no such language: {', '.join(sorted(unknown))} (known: {', '.join(LANGUAGES)})")


def _prepare(draft: Draft, release: _Release) -> _Prepared:
    build = draft.read()
    plain = {lang: build(words_in(lang), "", None) for lang in LANGUAGES}
    name, digest = plain["en"].name, digest_all(plain)
    last = models.Edition.objects.filter(name=name).order_by("-number").first()
    _refuse_emptiness(plain["en"])
    _refuse_repetition(draft, name, digest, last)
    corrected = _find_corrected(name, release.corrects)
    number = last.number + 1 if last else 1
    changes = changes_since(name, last.number, plain) if last else {}
    return _Prepared(name, number, digest, _finish(build, changes, number, release), changes, corrected)


def digest_all(reports: Mapping[str, Report]) -> str:
    """The digest of a publication in all languages, before it has a number: what an edition keeps as its `digest`."""
    return hashlib.sha256("".join(digest_of(reports[lang]) for lang in LANGUAGES).encode()).hexdigest()


def _refuse_emptiness(report: Report) -> None:
    if not report.tables or not report.tables[0].rows:
        raise ConflictError(f"{report.name} would list nothing: the register holds no such meeting")


def _refuse_repetition(draft: Draft, name: str, digest: str, last: models.Edition | None) -> None:
    if last and last.digest == digest:
        raise ConflictError(f"nothing has changed since edition {last.number} of {name}: there is nothing to publish")
    if last and last.choice != draft.choice:
        raise ConflictError(f"{name} is the name of another choice already: {last.choice}")


def _find_corrected(name: str, number: int | None) -> models.Edition | None:
    if number is None:
        return None
    found = models.Edition.objects.filter(name=name, number=number).first()
    if found is None:
        raise UnknownReferenceError(f"{name} has no edition {number} that could be corrected")
    return found


def _finish(build: Builder, changes: Mapping[str, Changes], number: int, release: _Release) -> dict[str, Report]:
    """The reports as they are printed, with the line of the edition, its changes and its permanent address."""
    found = {}
    for lang in LANGUAGES:
        words = words_in(lang)
        line = edition_line(number, release.at.date(), words, release.corrects)
        report = build(words, line, changes_box(changes.get(lang), words))
        found[lang] = replace(report, url=_address(report.name, number, lang))
    return found


def _address(name: str, number: int, lang: str) -> str:
    """The permanent page of an edition in a language; empty where the site's address is not known."""
    prefix = "" if lang == "en" else f"/{lang}"
    return f"{settings.SITE_URL}{prefix}/editions/{name}/{number}/" if settings.SITE_URL else ""


def _keep(draft: Draft, release: _Release, prepared: _Prepared, stored: list[str]) -> None:
    edition = models.Edition.objects.create(
        name=prepared.name,
        number=prepared.number,
        kind=draft.kind,
        about=draft.about,
        choice=draft.choice,
        published_at=release.at,
        modified=prepared.reports["en"].modified,
        actor=release.actor,
        note=release.note,
        digest=prepared.digest,
        register_version=version().number,
        changes=prepared.changes["en"].counts if prepared.changes else None,
        corrects=prepared.corrected,
    )
    texts = [_text(edition, lang, report) for lang, report in prepared.reports.items()]
    files = [file for lang in stored for file in _files(edition, prepared.reports[lang], lang)]
    models.EditionText.objects.bulk_create(texts)
    models.EditionFile.objects.bulk_create(files)
    _log(edition, release, texts, files)
    raise_stamps((), release.at)


def _log(
    edition: models.Edition,
    release: _Release,
    texts: Iterable[models.EditionText],
    files: Iterable[models.EditionFile],
) -> None:
    """Every sum goes into the chain of the log, so that no file can be changed unseen."""
    sums = {one.lang: one.sha256 for one in texts} | {f"{one.lang}.{one.form}": one.sha256 for one in files}
    entry = log.Entry("published", "edition", str(edition), None, {"digest": edition.digest, **sums}, release.note)
    log.append([entry], actor=release.actor, at=release.at)


def _text(edition: models.Edition, lang: str, report: Report) -> models.EditionText:
    content = freeze(report)
    return models.EditionText(edition=edition, lang=lang, title=report.title, sha256=_sum(content), content=content)


def _files(edition: models.Edition, report: Report, lang: str) -> Iterator[models.EditionFile]:
    for form, writer in FORMATS.items():
        content = writer.render(report)
        yield models.EditionFile(
            edition=edition, lang=lang, form=form, sha256=_sum(content), size=len(content), content=content
        )


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
