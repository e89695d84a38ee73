"""The log of the server: lines for people or for programs, and in neither anything of a person.

What is said by whom never gets here as it came: no address of a page or a machine, no word searched, typed or sent, no
name. Of a fault the log has its kind and where it happened; what its message says only where ISCM_TRACEBACK is set,
since that may hold anything.
"""

import json
import logging
import os
import re
import traceback
from datetime import UTC, datetime
from typing import Any

SECRET = re.compile(r"(/(?:room|follow)/)[^/\s?#\"']{20,}")
PRIVATE = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+|\?[^\s\"']*=[^\s\"']*|\b\d{1,3}(?:\.\d{1,3}){3}\b|://[^\s/@]*@")
MOST_FRAMES = 12
OF_REQUESTS = ("django.request", "django.security")
"""Their sentences begin with the address that was asked for."""

Fields = dict[str, Any]


class WithoutLinks(logging.Filter):
    """Puts "…" in place of the secret part of the links to rooms and to what somebody follows."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, shortened where it must be."""
        said = record.getMessage()
        if (told := SECRET.sub(r"\1…", said)) != said:
            record.msg, record.args = told, None
        return True


class TextLines(logging.Formatter):
    """A line for people: when, how grave, what, and the rest as name=value."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = fields_of(record)
        time, level, event = told.pop("time"), told.pop("level"), told.pop("event")
        rest = " ".join(f"{name}={_plain(value)}" for name, value in told.items() if value is not None)
        return f"{time} {level.upper()} {event} {rest}".rstrip()


class JsonLines(logging.Formatter):
    """A line for programs: one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return json.dumps(fields_of(record), ensure_ascii=False, separators=(",", ":"), default=str)


def fields_of(record: logging.LogRecord) -> Fields:
    """What a line tells, in order: time, level, event, and what belongs to it."""
    at = datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    told: Fields = {"time": at, "level": record.levelname.lower(), "event": _event(record)}
    told["logger"] = record.name
    request = getattr(record, "request", None)
    if request is not None:
        match = getattr(request, "resolver_match", None)
        told["route"] = (match.view_name or "unnamed") if match else "none"
        told["id"] = getattr(request, "reference", None)
        told["status"] = getattr(record, "status_code", None)
    if record.exc_info and record.exc_info[1]:
        told |= _fault(record.exc_info[1])
    return told


def _event(record: logging.LogRecord) -> str:
    if record.name.startswith(OF_REQUESTS):
        return "fault" if record.levelno >= logging.ERROR else "refused"
    return PRIVATE.sub("…", " ".join(record.getMessage().split()))


def _fault(error: BaseException) -> Fields:
    frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    where = [f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}" for frame in frames]
    told: Fields = {"fault": type(error).__name__, "at": where}
    if os.environ.get("ISCM_TRACEBACK"):
        told["says"] = str(error)
    return told


def _plain(value: object) -> str:
    if isinstance(value, list):
        return " < ".join(map(str, reversed(value)))
    return str(value)
