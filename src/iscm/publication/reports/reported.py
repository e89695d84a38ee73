"""What the mechanisms reported: the accepted answers of surveys, in the mechanisms' own words, with who and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from iscm.publication.dates import day_in_words
from iscm.publication.report import Block, Cell, Column, Heading, Paragraph, Row, Run, Table, Text, text
from iscm.publication.words import Words

SHARES = (0.18, 0.2, 0.44, 0.18)
YES_NO, NOTHING = "yes-no", "nothing"


@dataclass(frozen=True, slots=True)
class Reported:
    """One answer to one question, for one objective where `code` says which (`kind` objective or target).

    `mechanism` is a slug. `survey` and `year` are the survey's title and year, `question` the question's words by
    language, `words` the answer in the language `lang`; `form` is the question's, or `NOTHING` for a mechanism that has
    nothing (more) to report. `on` is the day it was sent, `document` the SHA-256 of the answer as a document.
    `is_only` says that the survey asks no other question for each objective: then the objective says enough.
    """

    mechanism: str
    acronym: str
    name: str
    survey: str
    year: int
    form: str
    words: str
    lang: str
    on: date
    document: str
    question: Mapping[str, str] = field(default_factory=dict, hash=False)
    key: str = ""
    kind: str = ""
    code: str = ""
    short: str = ""
    is_only: bool = True


def asked_in_words(one: Reported, words: Words) -> str:
    """What was asked: "Objective 9 (smuggling)", the question, or both where several ask for each objective."""
    question = one.question.get(words.lang) or one.question.get("en", "")
    if not one.code:
        return question
    pattern = words.gettext("objective %(code)s") if one.kind == "objective" else words.gettext("target %(code)s")
    said = pattern % {"code": one.code}
    said = f"{said} ({one.short})" if one.short else said
    said = said[:1].upper() + said[1:]
    return said if one.is_only else words.gettext("%(title)s: %(part)s") % {"title": said, "part": question}


def answer_in_words(one: Reported, words: Words) -> str:
    """The answer as it is read: a mechanism's own words; yes, no and nothing in the reader's language."""
    if one.form == NOTHING:
        return words.gettext("Nothing (more) to report.")
    if one.form == YES_NO:
        return words.gettext("Yes") if one.words == "yes" else words.gettext("No")
    return one.words


def said_in_words(one: Reported, words: Words) -> str:
    """The citation: "Survey of 2026, answered on 3 March 2027"."""
    told = {"survey": one.survey, "date": day_in_words(one.on, words)}
    return words.gettext("%(survey)s, answered on %(date)s") % told


def reported_blocks(table: Table, words: Words) -> tuple[Block, ...]:
    """The heading, what readers must know, and the table; nothing where nothing was accepted."""
    if not table.rows:
        return ()
    note = words.gettext("In the mechanisms’ own words, as they answered the surveys of the register.")
    return (Heading(2, text(words.gettext("What the mechanisms reported")), "reported"), Paragraph(text(note)), table)


def reported_table(reported: Sequence[Reported], words: Words) -> Table:
    """The table, by survey and mechanism as they come; a mechanism is named in full once."""
    seen: set[str] = set()
    rows = tuple(_row(one, words, seen) for one in reported)
    return Table("reported", words.gettext("What the mechanisms reported"), _columns(words), rows)


def _columns(words: Words) -> tuple[Column, ...]:
    printed = (
        ("iscm", words.gettext("ISCM"), words.gettext("The mechanism that answered.")),
        ("asked", words.gettext("Asked"), words.gettext("The objective or the question.")),
        ("reported", words.gettext("What it reported"), words.gettext("The answer in the mechanism’s own words.")),
        ("answered", words.gettext("Source"), words.gettext("The survey, and the day on which it was answered.")),
    )
    machine = (
        ("mechanism", "text", words.gettext("The mechanism by its key.")),
        ("survey", "text", words.gettext("The title of the survey.")),
        ("year", "number", words.gettext("The year that the survey asks about.")),
        ("question", "text", words.gettext("The question by its key, the same in every year that asks it.")),
        ("code", "text", words.gettext("The objective or target by its code.")),
        ("lang", "text", words.gettext("The language of the answer (BCP 47).")),
        ("answered_on", "day", words.gettext("The day on which the answer was sent.")),
        ("document", "text", words.gettext("The answer as a document, by its SHA-256.")),
    )
    return (
        *(
            Column(key, heading, share, description=about, is_row_header=key == "asked")
            for (key, heading, about), share in zip(printed, SHARES, strict=True)
        ),
        *(Column(key, key, kind=kind, description=about, is_printed=False) for key, kind, about in machine),
    )


def _row(one: Reported, words: Words, seen: set[str]) -> Row:
    is_first, lang = one.mechanism not in seen, one.lang if one.lang != words.lang else ""
    seen.add(one.mechanism)
    named = f"{one.name} ({one.acronym})" if is_first and one.acronym not in one.name else one.acronym
    own: Text = (Run(answer_in_words(one, words), lang="" if one.form in {YES_NO, NOTHING} else lang),)
    printed = (text(named), text(asked_in_words(one, words)), own, text(said_in_words(one, words), is_quiet=True))
    machine = (one.mechanism, one.survey, one.year, one.key, one.code, one.lang, one.on, one.document)
    return Row((*map(Cell, printed), *(Cell(value=value or None) for value in machine)))
