"""Bring the wording of the pages and of the publications into their catalogues of messages, and compile them.

    .venv/bin/python scripts/extract_messages.py

Reads the templates and the Python of the website, the API and the desk into `website/locale/*/LC_MESSAGES/django.po`,
the Python of the publications into `publication/locale/*/LC_MESSAGES/publication.po`: adds what is new, leaves out what
is gone, and writes the `.mo` beside it. A translation of the other catalogue is taken over. Prints how much is there.
"""

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from iscm.data import load_vocabulary
from iscm.data.files import load_json

SOURCE = Path(__file__).parents[1] / "src/iscm"
WEBSITE, API, DESK, PUBLICATION = (SOURCE / name for name in ("website", "api", "desk", "publication"))
LANGUAGES = {"fr": "fr", "es": "es", "ar": "ar", "ru": "ru", "zh_Hans": "zh_Hans"}
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # the same words give the same file
# Where each function has its context (-1: it has none), and its text or texts.
KEYWORDS = {
    "gettext": (-1, 0),
    "gettext_lazy": (-1, 0),
    "gettext_noop": (-1, 0),
    "ngettext": (-1, 0, 1),
    "pgettext": (0, 1),
    "pgettext_lazy": (0, 1),
}
# As CLDR orders the forms of Arabic: many (11 to 99) before the rest (100 and so on); Babel's own rule has 100 to 102.
PLURALS = {"ar": "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"}

CONTEXT = r"""(?:\s+context\s+(?P<mark>["'])(?P<context>.+?)(?P=mark))?"""
TRANS = re.compile(rf"""{{%\s*trans\s+(?P<quote>["'])(?P<text>.+?)(?P=quote){CONTEXT}""")
UNDERSCORE = re.compile(r"""_\((?P<quote>["'])(?P<text>.+?)(?P=quote)\)""")
BLOCK = re.compile(
    rf"{{%\s*blocktrans\b{CONTEXT}.*?%}}(?P<one>.*?)(?:{{%\s*plural\s*%}}(?P<many>.*?))?{{%\s*endblocktrans\s*%}}",
    re.DOTALL,
)
VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")


class Message(NamedTuple):
    """A text, or its singular and plural, and in which sense it is meant where that must be said."""

    id: str | tuple[str, str]
    context: str | None = None


def main() -> int:
    """Update and compile every catalogue."""
    of_pages = [*from_templates(), *from_python(WEBSITE), *from_python(API), *from_python(DESK), *from_publications()]
    of_files = [*from_python(PUBLICATION), *from_kinds()]
    for folder, locale in LANGUAGES.items():
        paths = [
            WEBSITE / "locale" / folder / "LC_MESSAGES" / "django.po",
            PUBLICATION / "locale" / folder / "LC_MESSAGES" / "publication.po",
        ]
        known = [read_po(path.open("rb"), locale=locale) if path.exists() else Catalog(locale=locale) for path in paths]
        for path, wanted, old in zip(paths, (of_pages, of_files), (known, known[::-1]), strict=True):
            write(path, updated(old, list(dict.fromkeys(wanted)), locale))
    return 0


def write(path: Path, catalogue: Catalog) -> None:
    """A catalogue as it is edited and as it is used."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as po:
        write_po(po, catalogue, width=120, omit_header=False, sort_output=False, ignore_obsolete=True)
    with path.with_suffix(".mo").open("wb") as mo:
        write_mo(mo, catalogue)
    messages = [message for message in catalogue if message.id]
    there = sum(bool(message.string and any(message.string)) for message in messages)
    print(f"{path.parent.parent.name} {path.stem}: {there} of {len(messages)}")


def updated(known: Sequence[Catalog], wanted: list[Message], locale: str) -> Catalog:
    """A catalogue of these messages with the translations that are known, those of the first before others."""
    catalogue = Catalog(
        locale=locale, charset="utf-8", project="iscm", fuzzy=False, creation_date=EPOCH, revision_date=EPOCH
    )
    if locale in PLURALS:
        catalogue._plural_expr = PLURALS[locale]  # noqa: SLF001  # Babel has no public way to say it
    for message in wanted:
        # One that had a plural and has none now, or the other way round, is translated anew.
        held = [old for each in known if (old := each.get(*message)) and isinstance(old.id, type(message.id))]
        found = (old.string for old in held if any(old.string))
        flags = ["python-format"] if "%(" in "".join(message.id) else []
        catalogue.add(message.id, next(found, None), flags=flags, context=message.context)
    return catalogue


def from_templates() -> Iterator[Message]:
    """What the templates say."""
    folders = [part / "templates" for part in (WEBSITE, API, DESK)]
    for path in sorted(path for folder in folders for path in folder.rglob("*.*") if path.suffix in {".html", ".txt"}):
        text = path.read_text(encoding="utf-8")
        found = [(m.start(), Message(_as_asked(m["text"]), m["context"])) for m in TRANS.finditer(text)]
        found += [(m.start(), Message(m["text"])) for m in UNDERSCORE.finditer(text)]
        found += [(m.start(), _block(m)) for m in BLOCK.finditer(text)]
        yield from (message for _, message in sorted(found, key=lambda each: each[0]))


def from_python(part: Path) -> Iterator[Message]:
    """What the modules of a part say."""
    for path in sorted(part.rglob("*.py")):
        calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
        yield from filter(None, map(_called, sorted(calls, key=lambda call: (call.lineno, call.col_offset))))


def from_kinds() -> Iterator[Message]:
    """The kinds of meeting, which are data with English words."""
    for kind in load_vocabulary().kinds.values():
        yield from (Message(kind.label), Message(kind.plural))


def from_publications() -> Iterator[Message]:
    """The kinds of publication, likewise."""
    yield from map(Message, sorted({each["kind"] for each in load_json("publications.json") if each.get("kind")}))


def _as_asked(text: str) -> str:
    """A text of a template as Django asks for it: with its percent signs doubled."""
    return text.replace("%", "%%")


def _called(call: ast.Call) -> Message | None:
    """What a call says; None where it is no call of these, or says what only the running program knows."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name not in KEYWORDS:
        return None
    at, *places = KEYWORDS[name]
    said = [one.value if isinstance(one, ast.Constant) else None for one in call.args]
    found = [said[place] if place < len(said) else None for place in (at, *places) if place >= 0]
    if not all(isinstance(one, str) for one in found):
        return None
    context, *texts = found if at >= 0 else (None, *found)
    return Message(tuple(texts) if len(texts) > 1 else texts[0], context)


def _block(match: re.Match[str]) -> Message:
    one, many = (VARIABLE.sub(r"%(\1)s", _as_asked(text)) if text else "" for text in (match["one"], match["many"]))
    return Message((one, many) if many else one, match["context"])


if __name__ == "__main__":
    sys.exit(main())
