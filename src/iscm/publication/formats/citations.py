"""References to publications, for those who cite them: BibTeX, RIS and CSL-JSON."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Cited:
    """A publication to be cited. `authors` are bodies, not persons; `year` and `url` may be unknown."""

    key: str
    title: str
    year: int | None
    authors: tuple[str, ...]
    kind: str
    url: str
    lang: str


def render_bibtex(publications: Iterable[Cited]) -> str:
    """One `@techreport` each, in the order given; the same publications give the same bytes."""
    return "\n".join(_bibtex(publication) for publication in publications)


def render_ris(publications: Iterable[Cited]) -> str:
    """One RIS record each, lines ended as the format wants them."""
    return "".join(_ris(publication) for publication in publications)


def render_csl(publications: Iterable[Cited]) -> str:
    """The items of the Citation Style Language, as reference managers and word processors take them (CSL-JSON)."""
    return json.dumps([_csl(publication) for publication in publications], ensure_ascii=False, indent=1) + "\n"


_SPECIAL = {"\\": r"\textbackslash{}", **{sign: f"\\{sign}" for sign in "&%$#_{}"}, "~": r"\~{}", "^": r"\^{}"}


def _bibtex(cited: Cited) -> str:
    fields = {
        "title": f"{{{_escaped(cited.title)}}}",
        "author": " and ".join(f"{{{_escaped(author)}}}" for author in cited.authors),
        "year": str(cited.year or ""),
        "type": _escaped(cited.kind),
        "url": re.sub(r"[{}\\\s]", "", cited.url),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@techreport{{{cited.key},", *lines, "}\n"])


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in _line(text))


def _ris(cited: Cited) -> str:
    fields = [("TY", "RPRT"), ("ID", cited.key), ("TI", cited.title), *(("AU", author) for author in cited.authors)]
    fields += [("PY", str(cited.year or "")), ("UR", cited.url), ("LA", "" if cited.lang == "und" else cited.lang)]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in fields if value) + "ER  - \r\n\r\n"


def _csl(cited: Cited) -> dict[str, Any]:
    """Authors are bodies: `literal` keeps their names whole."""
    said = {
        "id": cited.key,
        "type": "report",
        "title": _line(cited.title),
        "author": [{"literal": _line(author)} for author in cited.authors],
        "issued": {"date-parts": [[cited.year]]} if cited.year else None,
        "genre": _line(cited.kind),
        "URL": cited.url,
        "language": "" if cited.lang == "und" else cited.lang,
    }
    return {name: value for name, value in said.items() if value}


def _line(text: str) -> str:
    return " ".join(text.split())
