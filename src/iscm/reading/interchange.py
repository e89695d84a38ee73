"""A reading as JSON and back: the shape that `iscm read --format json` prints and that carried records are kept in.

One document is one object. Beyond the fields that DESIGN.md lists, it holds what a round trip needs:

    document  lang, links, theme_indexes, initiative_indexes, fingerprints, set_aside, issue, period, contact, sections
    record    dates, topic, suggested_themes, suggested_initiatives, bodies, prepares, side_event_of, lang, status
              closed, only where a document says that a meeting is closed to the public, or open again
              roles, only where it is said what each mechanism does in the meeting
    others    `locator` of publications and anniversaries; `record` and `readings` of problems

`themes` and `initiatives` are the short forms of the longer fields beside them: they are written for whoever
reads the file, and only read back where the longer ones are missing. Keys stand in one order, always all of them.
"""

from typing import Any

from iscm.domain.problems import Problem
from iscm.domain.readings import Reading
from iscm.domain.records import Index, Link, Publication, Record, Suggestion
from iscm.reading.carried import from_json

__all__ = ["as_json", "from_json"]

Json = dict[str, Any]


def as_json(reading: Reading) -> Json:
    """The reading as one object of the list `documents`; equal readings give equal objects."""
    return {
        "name": reading.name,
        "sha256": reading.sha256,
        "reader": reading.reader,
        "title": reading.title,
        "publisher": reading.publisher,
        "year": reading.year,
        "last_update": reading.last_update.isoformat() if reading.last_update else None,
        "stated_count": reading.stated_count,
        "lang": reading.lang,
        "records": [_record_json(record) for record in reading.records],
        "themes": {index.slug: list(index.mechanisms) for index in reading.themes},
        "initiatives": {index.slug: list(index.mechanisms) for index in reading.initiatives},
        "theme_indexes": [_index_json(index) for index in reading.themes],
        "initiative_indexes": [_index_json(index) for index in reading.initiatives],
        "publications": [_publication_json(publication) for publication in reading.publications],
        "anniversaries": [
            {"mechanism": held.mechanism, "years": held.years, "locator": held.locator.as_json()}
            for held in reading.anniversaries
        ],
        "links": [_link_json(link) for link in reading.links],
        "fingerprints": [{"digest": held.digest, "locator": held.locator.as_json()} for held in reading.fingerprints],
        "set_aside": [
            {"locator": line.locator.as_json(), "text": line.text, "reason": line.reason} for line in reading.set_aside
        ],
        "issue": reading.issue,
        "period": reading.period.text if reading.period else None,
        "contact": reading.contact,
        "sections": [
            {"heading": held.heading, "mechanism": held.mechanism, "locator": held.locator.as_json()}
            for held in reading.sections
        ],
        "problems": [_problem_json(problem) for problem in reading.problems],
    }


def _record_json(record: Record) -> Json:
    printed = record.printed
    return {
        "n": record.n,
        "locator": record.locator.as_json(),
        "printed": {
            "date": printed.date,
            "place": printed.place,
            "mechanism": printed.mechanism,
            "title": printed.title,
            "outcome": printed.outcome,
        },
        "edtf": record.edtf.text if record.edtf else None,
        "date_status": record.date_status.value,
        "attendance": record.attendance.value,
        "places": [{"city": place.city, "country": place.country} for place in record.places],
        "mechanisms": list(record.mechanisms),
        "title": record.title,
        "kind": record.kind,
        "ordinal": record.ordinal,
        "count": record.count,
        "outcome": record.outcome,
        "links": [_link_json(link) for link in record.links],
        "themes": [suggestion.slug for suggestion in record.themes],
        "initiatives": [suggestion.slug for suggestion in record.initiatives],
        "topic": record.topic,
        "dates": [{"text": held.text, "edtf": held.edtf.text} for held in record.dates],
        "suggested_themes": [_suggestion_json(suggestion) for suggestion in record.themes],
        "suggested_initiatives": [_suggestion_json(suggestion) for suggestion in record.initiatives],
        "bodies": list(record.bodies),
        "prepares": record.prepares,
        "side_event_of": record.side_event_of,
        "lang": record.lang,
        "status": record.status,
        **({} if record.closed is None else {"closed": record.closed}),
        **({"roles": [{"mechanism": slug, "role": role} for slug, role in record.roles]} if record.roles else {}),
    }


def _link_json(link: Link) -> Json:
    return {"text": link.text, "url": link.url}


def _suggestion_json(suggestion: Suggestion) -> Json:
    return {"slug": suggestion.slug, "reason": suggestion.reason, "score": suggestion.score}


def _index_json(index: Index) -> Json:
    return {
        "slug": index.slug,
        "printed": index.printed,
        "mechanisms": list(index.mechanisms),
        "remark": index.remark,
        "locator": index.locator.as_json(),
    }


def _publication_json(publication: Publication) -> Json:
    return {
        "title": publication.title,
        "mechanisms": list(publication.mechanisms),
        "url": publication.url,
        "locator": publication.locator.as_json(),
    }


def _problem_json(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "locator": problem.locator.as_json(),
        "message": problem.message,
        "suggestion": problem.suggestion,
        "record": problem.record,
        "readings": list(problem.readings),
    }
