"""What a reader's program would do with an answer: run, follow or load something. Judged with real parsers."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from email.message import Message

import openpyxl
import pikepdf
from defusedxml.ElementTree import fromstring
from lxml import html

FAITHFUL = re.compile(r"[+-]?[\d.,]+%?\Z")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
RUNNING = frozenset({"javascript", "data", "vbscript", "file", "blob", "filesystem", "view-source", "about"})
LOADED = ("src", "srcset", "poster", "data", "background", "icon", "manifest")
FOLLOWED = ("href", "action", "formaction", "cite", "ping", "xlink:href")
OURS = {"img": ("/desk/inbox/", "/static/"), "iframe": ("/embed/", "/ar/embed/")}
FORBIDDEN = frozenset(
    {"iframe", "object", "embed", "base", "applet", "frame", "img", "video", "audio", "math", "portal"}
)
MARKED = re.compile(r"zq[a-z]+qz")
SCHEME = re.compile(r"[\s\x00-\x20]*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)


def harms(headers: Mapping[str, str], content: bytes) -> list[str]:
    """What is wrong with an answer; nothing for one that is harmless. What is to be saved runs nowhere."""
    kind = headers.get("Content-Type", "").partition(";")[0].strip()
    if kind == "application/octet-stream":
        disposition, policy = headers.get("Content-Disposition", ""), headers.get("Content-Security-Policy", "")
        return (
            [] if disposition.startswith("attachment") and "sandbox" in policy else ["a file that a browser may open"]
        )
    judge = JUDGES.get(kind)
    return [f"no judge for {kind}"] if judge is None else list(judge(content))


def _leads_astray(address: str) -> bool:
    """Whether an address is one of a scheme that runs something, or hides its scheme."""
    plain = re.sub(r"[\t\r\n]", "", address)
    found = SCHEME.match(plain)
    return found is not None and found[1].lower() in RUNNING


def _of_page(content: bytes) -> Iterator[str]:
    root = html.document_fromstring(content.decode() or "<p>")
    for each in root.iter():
        if not isinstance(each.tag, str):
            continue
        held = {str(name).lower(): str(value) for name, value in each.attrib.items()}
        yield from (f"<{each.tag} {name}>" for name in held if name.startswith("on") or name in {"style", "srcdoc"})
        yield from (f"<{each.tag} {name}={held[name]}>" for name in FOLLOWED if _leads_astray(held.get(name, "")))
        yield from (f"<{each.tag} {name}={held[name]}>" for name in LOADED if _is_foreign(held.get(name, "/")))
        if each.tag in FORBIDDEN and not held.get("src", "").startswith(OURS.get(each.tag, ("no",))):
            yield f"<{each.tag}>"
        if each.tag == "script" and "src" not in held and not held.get("type", "").endswith("json"):
            yield "<script> of the page itself"
        if each.tag == "script" and held.get("type", "").endswith("json"):
            yield from _of_json((each.text or "{}").encode())
        if each.tag == "style":
            yield from _of_style((each.text or "").encode())
        if (
            each.tag == "meta"
            and held.get("http-equiv", "").lower() == "refresh"
            and _is_foreign(held.get("content", "/").rpartition("url=")[2])
        ):
            yield "a page that sends elsewhere"


def _is_foreign(address: str) -> bool:
    return not address.startswith("/") or address.startswith(("//", "/\\"))


def _of_style(content: bytes) -> Iterator[str]:
    text = content.decode()
    if MARKED.search(text):
        yield "words of the register in a style sheet"
    yield from re.findall(r"expression\(|javascript:|@import|<|url\((?!['\"]?/static/)[^)]*", text)


def _of_xml(content: bytes) -> Iterator[str]:
    for each in fromstring(content, forbid_dtd=True).iter():
        tag = each.tag.rpartition("}")[2]
        if tag in {"script", "foreignObject", "iframe", "img"}:
            yield f"<{tag}>"
        for name, value in each.attrib.items():
            plain = name.rpartition("}")[2].lower()
            if plain.startswith("on") or (plain in {"href", "src", "resource", "about"} and _leads_astray(value)):
                yield f"<{tag} {plain}={value}>"
        if each.attrib.get("type") == "html":
            yield from _of_page(f"<div>{each.text or ''}</div>".encode())


def _of_json(content: bytes) -> Iterator[str]:
    yield from (
        f"{name}: {value}" for name, value in _leaves(json.loads(content)) if name in LINKS and _leads_astray(value)
    )


LINKS = frozenset({"url", "href", "link", "website", "contentUrl", "sameAs", "@id", "image", "address", "page"})


def _leaves(held: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(held, dict):
        for key, one in held.items():
            yield from _leaves(one, key)
    elif isinstance(held, list):
        for one in held:
            yield from _leaves(one, name)
    elif isinstance(held, str):
        yield name, held


def _of_lines(content: bytes) -> Iterator[str]:
    return iter(())


def _of_calendar(content: bytes) -> Iterator[str]:
    lines = content.split(b"\r\n")
    yield from (f"a line of {len(line)} bytes" for line in lines if len(line) > 75)
    if not content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r"):
        yield "lines that do not end as they must"
    unfolded = content.replace(b"\r\n ", b"").decode().split("\r\n")
    names = {line.partition(":")[0].partition(";")[0] for line in unfolded if line}
    yield from (f"a line {name}" for name in names if not re.fullmatch(r"[A-Z-]+", name))
    yield from (
        line for line in unfolded if line.startswith(("URL", "ATTACH")) and _leads_astray(line.partition(":")[2])
    )
    if unfolded.count("BEGIN:VCALENDAR") != 1 or unfolded.count("BEGIN:VEVENT") != unfolded.count("END:VEVENT"):
        yield "a calendar within a calendar"


def _of_table(content: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        yield from (f"a formula: {cell[:80]}" for cell in row if cell.startswith(FORMULA) and not FAITHFUL.match(cell))


def _of_workbook(content: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            yield from (f"a formula in {cell.coordinate}" for cell in row if cell.data_type == "f")
            links = [cell.hyperlink.target or "" for cell in row if cell.hyperlink]
            yield from (link for link in links if _leads_astray(link))
    yield from _of_package(content)


def _of_package(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("/") or ".." in name or "\\" in name:
                yield f"a part {name}"
            if not name.endswith((".xml", ".rels")):
                continue
            part = archive.read(name)
            yield from (f"{name}: {harm}" for harm in _of_xml(part))
            targets = re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"', part.decode())
            yield from (f"{name}: {target}" for target in targets if _leads_astray(target))
            if (
                re.search(rb"<w:(instrText|fldSimple|object|altChunk)", part)
                and b"alert" in part.partition(b"instrText")[2][:400]
            ):
                yield f"{name}: words in a field"


def _of_print(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as document:
        for each in document.objects:
            if not isinstance(each, pikepdf.Dictionary):
                continue
            kind = str(each.get("/S", ""))
            if kind in {"/JavaScript", "/Launch", "/GoToR", "/SubmitForm", "/ImportData"}:
                yield kind
            if kind == "/URI" and _leads_astray(str(each.get("/URI", ""))):
                yield str(each["/URI"])
        yield from (name for name in ("/OpenAction", "/AA") if name in document.Root and name == "/AA")


def _of_markdown(content: bytes) -> Iterator[str]:
    text = content.decode()
    yield from re.findall(r"(?<!\\)\]\(\s*(?:javascript|data|vbscript):[^)]*", text, re.IGNORECASE)
    yield from re.findall(r"(?<!\\)<(?:script|img|svg|b |a )[^>]*", text)


def _of_turtle(content: bytes) -> Iterator[str]:
    import rdflib

    graph = rdflib.Graph().parse(data=content.decode(), format="turtle", publicID="https://register.example/")
    yield from (
        str(term) for triple in graph for term in triple if isinstance(term, rdflib.URIRef) and _leads_astray(str(term))
    )


def _of_archive(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("/") or ".." in name or "\\" in name:
                yield f"a part {name}"
            judge = BY_SUFFIX.get(name.rpartition(".")[2])
            yield from (
                f"{name}: {harm}" for harm in (judge(archive.read(name)) if judge else [f"no judge for {name}"])
            )


OFFICE = "application/vnd.openxmlformats-officedocument"
Judge = Callable[[bytes], Iterator[str]]
JUDGES: dict[str, Judge] = {
    "text/html": _of_page,
    "text/css": _of_style,
    "image/svg+xml": _of_xml,
    "application/atom+xml": _of_xml,
    "application/xml": _of_xml,
    "text/xml": _of_xml,
    "application/rdf+xml": _of_xml,
    "application/json": _of_json,
    "application/problem+json": _of_json,
    "application/ld+json": _of_json,
    "application/jscalendar+json": _of_json,
    "application/feed+json": _of_json,
    "application/vnd.citationstyles.csl+json": _of_json,
    "text/turtle": _of_turtle,
    "text/calendar": _of_calendar,
    "text/csv": _of_table,
    "text/markdown": _of_markdown,
    "text/plain": _of_lines,
    "application/x-bibtex": _of_lines,
    "application/x-research-info-systems": _of_lines,
    "application/pdf": _of_print,
    f"{OFFICE}.wordprocessingml.document": _of_package,
    f"{OFFICE}.spreadsheetml.sheet": _of_workbook,
    "application/zip": _of_archive,
    "image/png": _of_lines,
}
BY_SUFFIX: dict[str, Judge] = {
    "html": _of_page, "json": _of_json, "jsonld": _of_json, "csv": _of_table, "ttl": _of_turtle, "rdf": _of_xml,
    "xml": _of_xml, "md": _of_markdown, "txt": _of_lines, "ics": _of_calendar, "css": _of_style, "svg": _of_xml,
}  # fmt: skip


def header_harms(headers: Mapping[str, str]) -> list[str]:
    """What is wrong with headers: more than one line, an address that leads away, a name that is no name."""
    found = [f"{name}: {value!r}" for name, value in headers.items() if re.search(r"[\r\n\0]", value)]
    where = headers.get("Location", "")
    found += (
        [f"Location: {where}"] if where and _is_foreign(where) and not where.startswith("http://testserver/") else []
    )
    if disposition := headers.get("Content-Disposition", ""):
        told = Message()
        told["Content-Disposition"] = disposition
        name = told.get_filename() or ""
        found += [f"a file {name!r}"] if set(name) & set('/\\"\r\n\0') else []
    return found
