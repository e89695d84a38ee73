"""The words of the sheet on which a secretariat confirms or corrects its meetings, in the six languages."""

import json
from collections.abc import Iterable, Mapping

from iscm.domain.answers import CONFIRMS, AnswerSheet, AnswerWords, shortened
from iscm.domain.dates import Edtf, Precision
from iscm.domain.listing import MeetingRow
from iscm.domain.names import fold
from iscm.domain.vocabulary import Vocabulary
from iscm.publication.dates import ends, in_words, span
from iscm.publication.labels import Labels, attendance_words
from iscm.publication.statuses import status_words
from iscm.publication.words import LANGUAGES, Words, words_in

ALSO_YES = ("x", "✓", "✔", "1", "true", "y", "ok", "still right", "yes", "oui", "sí", "نعم", "да", "是")
"""What people write where a yes is asked for, whatever the language of the sheet."""


def heading_words(words: Words) -> dict[str, str]:
    """What each column is called, by its name, in the order of the sheet."""
    return {
        CONFIRMS: words.gettext("Still right?"),
        "title": words.gettext("Title"),
        "date": words.gettext("Date"),
        "place": words.gettext("Place"),
        "attendance": words.gettext("How one takes part"),
        "status": words.gettext("Status"),
        "outcome": words.gettext("Outcome"),
        "links": words.gettext("Links"),
        "mechanism": words.gettext("Mechanisms"),
        "kind": words.gettext("Kind of meeting"),
        "topic": words.gettext("Topic"),
        "closed": words.gettext("Hidden from the public?"),
        "note": words.gettext("Remarks for the editors"),
    }


def hint_words(words: Words) -> dict[str, str]:
    """What is said of a column while somebody writes in it."""
    return {
        CONFIRMS: words.gettext("Choose “yes” if all of the line is right."),
        "date": words.gettext("As you would write it: “12–14 May 2027”, “second half of 2027, to be confirmed”."),
        "place": words.gettext("City and country, or “online”."),
        "outcome": words.gettext("What the meeting agreed on, in a sentence or two."),
        "links": words.gettext("Addresses of pages or documents, one a line."),
        "mechanism": words.gettext("Name or acronym; several with semicolons between them."),
        "note": words.gettext("For the editors only; it is not published."),
    }


def choice_words(words: Words) -> dict[str, dict[str, str]]:
    """The words to choose from, by column and value; those for kinds of meetings come from the vocabulary."""
    attendance = {value: word for value, word in attendance_words(words).items() if value != "unknown"}
    yes, no = words.gettext("yes"), words.gettext("no")
    return {
        CONFIRMS: {"yes": yes},
        "attendance": attendance,
        "status": status_words(words),
        "closed": {"yes": yes, "no": no},
    }


def advice_words(words: Words, name: str) -> tuple[str, ...]:
    """What whoever fills the sheet in should know; `name` is that of the sheet with the lines."""
    yes = words.gettext("yes")
    return (
        words.gettext("The sheet “{name}” has a line for each of your meetings that we know of.").format(name=name),
        words.gettext("If all of a line is right, choose “{yes}” in its first column. If not, write over it.").format(
            yes=yes
        ),
        words.gettext(
            "Has a meeting been postponed or cancelled? Change its status, and its date if there is a new one."
        ),
        words.gettext("Was it held? Write its outcome, and the addresses of pages or documents."),
        words.gettext("Is one missing? Write it into an empty line below the others."),
        words.gettext("Dates may be written as you are used to, also when they are not yet sure."),
        words.gettext("Lines that you leave as they are, or delete, change nothing."),
        words.gettext("Save the file and upload it where you found it, or send it back to whoever sent it to you."),
    )


def choices_of(sheet: AnswerSheet, words: Words) -> dict[str, tuple[str, ...]]:
    """What may be chosen in each column that has a list."""
    return {name: tuple(found.values()) for name, found in choice_words(words).items()} | {"kind": sheet.kinds}


def kind_words(vocabulary: Vocabulary, words: Words) -> tuple[str, ...]:
    """The words for all kinds of meetings, in their order."""
    labels = Labels(vocabulary, words)
    return tuple(sorted({labels.kind(slug) for slug in vocabulary.kinds}))


def answer_words(vocabulary: Vocabulary) -> AnswerWords:
    """The words of all six languages, to read a sheet that was filled in."""
    headings: dict[str, str] = {}
    choices: dict[str, dict[str, str]] = {"kind": {}, CONFIRMS: {fold(word) or word: "yes" for word in ALSO_YES}}
    for words in map(words_in, LANGUAGES):
        for name, heading in heading_words(words).items():
            headings.setdefault(fold(heading), name)
        for name, found in choice_words(words).items():
            _add(choices.setdefault(name, {}), ((value, word) for value, word in found.items()))
        labels = Labels(vocabulary, words)
        _add(choices["kind"], ((slug, labels.kind(slug)) for slug in vocabulary.kinds))
    return AnswerWords(headings, choices)


def values_of(row: MeetingRow, labels: Labels) -> dict[str, str]:
    """The words with which the line of a meeting begins, all but its date and place (see `date_sayings`)."""
    words = labels.words
    attendance, closed = choice_words(words)["attendance"], choice_words(words)["closed"]
    return {
        "title": row.title,
        "attendance": attendance.get(row.attendance, ""),
        "status": status_words(words).get(row.status, ""),
        "outcome": row.outcome,
        "links": "\n".join(link.url for link in row.links if link.url),
        "mechanism": "; ".join(party.acronym for party in row.parties),
        "kind": labels.kind(row.kind) if row.kind else "",
        "topic": row.topic,
        "closed": closed["yes"] if row.is_closed else "",
    }


def date_sayings(row: MeetingRow, words: Words) -> tuple[str, ...]:
    """The ways to write the date of a meeting, as people do, the plainest first; none where nothing is known."""
    if not row.edtf:
        return ()
    said = [_plain(row, words), in_words(row.edtf, row.date_status, words), _plain(row, words_in("en"))]
    return tuple(dict.fromkeys(filter(None, said)))


def written(values: Mapping[str, str]) -> str:
    """What was filled in, for the hidden column: the words, or of long ones the hash, in JSON."""
    held = {name: shortened(words) for name, words in values.items() if words}
    return json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _add(known: dict[str, str], found: Iterable[tuple[str, str]]) -> None:
    for value, word in found:
        known.setdefault(fold(word), value)
        known.setdefault(fold(value), value)


def _plain(row: MeetingRow, words: Words) -> str:
    """A vague date without words that say that it is vague: "May 2027", "2027"."""
    when = Edtf.parse(row.edtf)
    if when.is_day_precise or when.is_choice or when.is_set or when.earliest is None or when.latest is None:
        return in_words(row.edtf, row.date_status, words)
    first, last = ends(when)
    is_years = when.precision is Precision.YEAR
    said = (str(first.year) if is_years else span("yMMM", first, last, words.locale)) if first.year == last.year else ""
    if row.date_status == "tbc" and said:
        return words.gettext("%(date)s (to be confirmed)") % {"date": said}
    return said
