"""Bring the wording of the interface into the catalogues of messages, and compile them.

    .venv/bin/python scripts/extract_messages.py

Reads the templates and the Python of the website, adds what is new to every `locale/*/LC_MESSAGES/django.po`, leaves
out what is gone, and writes the `.mo` beside it. Prints how much of each language is there.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from iscm.data import load_vocabulary
from iscm.data.files import load_json

SOURCE = Path(__file__).parents[1] / "src/iscm"
WEBSITE = SOURCE / "website"
LANGUAGES = {"fr": "fr", "es": "es", "ar": "ar", "ru": "ru", "zh_Hans": "zh_Hans"}
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # the same words give the same file
KEYWORDS = {"gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}

TRANS = re.compile(r"""{%\s*trans\s+(?P<quote>["'])(?P<text>.+?)(?P=quote)""")
UNDERSCORE = re.compile(r"""_\((?P<quote>["'])(?P<text>.+?)(?P=quote)\)""")
BLOCK = re.compile(
    r"{%\s*blocktrans\b.*?%}(?P<one>.*?)(?:{%\s*plural\s*%}(?P<many>.*?))?{%\s*endblocktrans\s*%}", re.DOTALL
)
VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")

Message = str | tuple[str, str]


def main() -> int:
    """Update and compile every catalogue."""
    wanted = list(dict.fromkeys([*from_templates(), *from_python(), *from_kinds()]))
    for folder, locale in LANGUAGES.items():
        path = WEBSITE / "locale" / folder / "LC_MESSAGES" / "django.po"
        known = read_po(path.open("rb"), locale=locale) if path.exists() else Catalog(locale=locale)
        catalogue = updated(known, wanted, locale)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as po:
            write_po(po, catalogue, width=120, omit_header=False, sort_output=False, ignore_obsolete=True)
        with path.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, catalogue)
        there = sum(bool(message.string and any(message.string)) for message in catalogue if message.id)
        print(f"{folder}: {there} of {len(wanted)}")
    return 0


def updated(known: Catalog, wanted: list[Message], locale: str) -> Catalog:
    """A catalogue of these messages with the translations that are known."""
    catalogue = Catalog(
        locale=locale, charset="utf-8", project="iscm", fuzzy=False, creation_date=EPOCH, revision_date=EPOCH
    )
    for message in wanted:
        old = known.get(message)
        flags = ["python-format"] if "%(" in "".join(message) else []
        catalogue.add(message, old.string if old else None, flags=flags)
    return catalogue


def from_templates() -> Iterator[Message]:
    """What the templates say."""
    for path in sorted((WEBSITE / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        found = [(m.start(), m["text"]) for m in TRANS.finditer(text)]
        found += [(m.start(), m["text"]) for m in UNDERSCORE.finditer(text)]
        found += [(m.start(), _block(m)) for m in BLOCK.finditer(text)]
        yield from (message for _, message in sorted(found, key=lambda each: each[0]))


def from_python() -> Iterator[Message]:
    """What the modules say."""
    for path in sorted(WEBSITE.rglob("*.py")):
        for _, message, _, _ in extract_from_file("python", path, KEYWORDS):
            yield message


def from_kinds() -> Iterator[Message]:
    """The kinds of meeting and of publication, which are data with English words."""
    for kind in load_vocabulary().kinds.values():
        yield from (kind.label, kind.plural)
    yield from sorted({each["kind"] for each in load_json("publications.json") if each.get("kind")})


def _block(match: re.Match[str]) -> Message:
    one, many = (VARIABLE.sub(r"%(\1)s", text) if text else "" for text in (match["one"], match["many"]))
    return (one, many) if many else one


if __name__ == "__main__":
    sys.exit(main())
