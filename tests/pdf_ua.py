"""What makes a PDF readable for everyone, checked by pikepdf and not by the program that wrote it.

Each fault starts with the clause of ISO 14289-1 (PDF/UA-1) that it breaks. Only what a program can decide is checked:
whether a description is true takes a person.
"""

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

STANDARD = frozenset(
    (  # noqa: SIM905  # names read better in running lines than quoted one by one
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl"
        " LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu RB RT"
        " RP WT WP Figure Formula Form"
    ).split(" ")
)
INSIDE = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "LI": {"L"},
    "Lbl": {"LI", "Note"},
    "LBody": {"LI"},
}
SHOWING = {"Tj", "TJ", "'", '"'}
PAINTING = SHOWING | {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE"}


def faults(content: bytes) -> list[str]:
    """Everything in the file that a clause forbids; empty for a file that is fine."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        checks = (_document, _metadata, _structure, _headings, _tables, _pages, _links, _fonts, _bookmarks)
        return [fault for check in checks for fault in check(pdf)]


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[Dictionary, tuple[str, ...]]]:
    """Every structure element in reading order, with the standard types of those round it, outermost first."""
    yield from _walk(pdf, pdf.Root.get("/StructTreeRoot", Dictionary()), ())


def kind(pdf: pikepdf.Pdf, element: Dictionary) -> str:
    """The standard type of an element, through the role map."""
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", Dictionary())
    name = str(element.get("/S", "/"))
    for _ in range(len(roles) + 1):
        if name[1:] in STANDARD or name not in roles:
            break
        name = str(roles[name])
    return name[1:]


def _walk(pdf, element, above) -> Iterator[tuple[Dictionary, tuple[str, ...]]]:
    for child in _children(element):
        if isinstance(child, Dictionary) and "/S" in child:
            yield child, above
            yield from _walk(pdf, child, (*above, kind(pdf, child)))


def _children(element: Dictionary) -> list:
    inside = element.get("/K", Array())
    return list(inside) if isinstance(inside, Array) else [inside]


def _document(pdf) -> Iterator[str]:
    marks = pdf.Root.get("/MarkInfo", Dictionary())
    if marks.get("/Marked") is not True:
        yield "7.1 the file does not say that it is tagged"
    if marks.get("/Suspects") is True:
        yield "7.1 the tags are called suspect"
    if pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle") is not True:
        yield "7.1 the title is not what a window shows"
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", str(pdf.Root.get("/Lang", ""))):
        yield "7.2 the document has no language"
    if "/OpenAction" in pdf.Root or "/AA" in pdf.Root or "/JavaScript" in pdf.Root.get("/Names", Dictionary()):
        yield "7.19 the document acts by itself"


def _metadata(pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "7.1 there is no metadata"
        return
    with pdf.open_metadata() as data:
        if data.get("pdfuaid:part") != "1":
            yield "5 the metadata do not name PDF/UA-1"
        if not data.get("dc:title"):
            yield "7.1 the metadata have no title"


def _structure(pdf) -> Iterator[str]:
    if "/StructTreeRoot" not in pdf.Root:
        yield "7.1 there is no structure"
        return
    for element, above in elements(pdf):
        name, parent = kind(pdf, element), above[-1] if above else ""
        if name not in STANDARD:
            yield f"7.1 {name} is no standard type and mapped to none"
        if name in INSIDE and parent not in INSIDE[name]:
            yield f"7.2 {name} stands in {parent or 'the document'}"
        if name == "Figure" and not str(element.get("/Alt", element.get("/ActualText", ""))):
            yield "7.3 a figure has no description"
        if name == "Formula" and not str(element.get("/Alt", "")):
            yield "7.7 a formula has no description"


def _headings(pdf) -> Iterator[str]:
    before = 0
    for element, _ in elements(pdf):
        if found := re.fullmatch("H([1-6])", kind(pdf, element)):
            level = int(found[1])
            if level > before + 1:
                yield f"7.4.2 heading {level} follows heading {before}"
            before = level


def _tables(pdf) -> Iterator[str]:
    for table, _ in elements(pdf):
        if kind(pdf, table) != "Table":
            continue
        rows = [row for row, _ in _walk(pdf, table, ()) if kind(pdf, row) == "TR"]
        widths = {sum(_span(cell) for cell in _children(row)) for row in rows}
        if len(widths) > 1:
            yield "7.2 the rows of a table are not equally long"
        heads = [cell for row in rows for cell in _children(row) if kind(pdf, cell) == "TH"]
        if not heads:
            yield "7.5 a table has no header cells"
        if any(_attribute(cell, "/Scope") not in {"/Column", "/Row", "/Both"} for cell in heads):
            yield "7.5 a header cell does not say what it heads"


def _attribute(element: Dictionary, name: str) -> str:
    held = element.get("/A", Array())
    return next((str(one[name]) for one in (held if isinstance(held, Array) else [held]) if name in one), "")


def _span(cell: Dictionary) -> int:
    return int(_attribute(cell, "/ColSpan") or 1)


def _pages(pdf) -> Iterator[str]:
    owners = _parent_tree(pdf)
    for number, page in enumerate(pdf.pages, 1):
        owned = owners.get(int(page.obj.get("/StructParents", -1)), Array())
        for fault in _content(page, owned):
            yield f"{fault} (page {number})"


def _content(page, owned) -> Iterator[str]:
    """All that is painted is content of an element or an artefact, and never one inside the other."""
    marks: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        sign = str(operator)
        if sign in {"BDC", "BMC"}:
            marks.append(_mark(operands))
            if marks[-1].startswith("#") and _owner(owned, int(marks[-1][1:])) is None:
                yield "7.1 marked content belongs to no element"
            if "artifact" in marks and any(mark.startswith("#") for mark in marks):
                yield "7.1 an artefact and real content stand in one another"
        elif sign == "EMC":
            marks.pop()
        elif sign in PAINTING and not any(mark == "artifact" or mark.startswith("#") for mark in marks):
            yield f"7.1 {sign} paints what is neither content nor artefact"


def _mark(operands) -> str:
    if operands[0] == Name.Artifact:
        return "artifact"
    held = operands[1] if len(operands) > 1 else None
    return f"#{held.MCID}" if isinstance(held, Dictionary) and "/MCID" in held else ""


def _owner(owned, number: int):
    return owned[number] if number < len(owned) and isinstance(owned[number], Dictionary) else None


def _parent_tree(pdf) -> dict[int, object]:
    found: dict[int, object] = {}
    nodes = [pdf.Root.get("/StructTreeRoot", Dictionary()).get("/ParentTree", Dictionary())]
    while nodes:
        node = nodes.pop()
        nodes += list(node.get("/Kids", Array()))
        numbers = list(node.get("/Nums", Array()))
        found |= {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    return found


def _links(pdf) -> Iterator[str]:
    owners = _parent_tree(pdf)
    for page in pdf.pages:
        shown = list(page.obj.get("/Annots", Array()))
        if shown and page.obj.get("/Tabs") != Name.S:
            yield "7.18.3 the links of a page do not follow its structure"
        for one in shown:
            owner = owners.get(int(one.get("/StructParent", -1)))
            if owner is None or (one.Subtype == Name.Link and kind(pdf, owner) != "Link"):
                yield "7.18.5 a link is not tagged as one"
            if not str(one.get("/Contents", "")):
                yield "7.18.5 a link has no words of its own"


def _fonts(pdf) -> Iterator[str]:
    for font in {font.unparse(): font for font in _all_fonts(pdf)}.values():
        name = str(font.get("/BaseFont", "?"))
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        held = inner.get("/FontDescriptor", Dictionary())
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(held.keys()):
            yield f"7.21.4.1 {name} is not embedded"
        if "/ToUnicode" not in font:
            yield f"7.21.7 the letters of {name} have no meaning"
    for page in pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in SHOWING and any(b"\0\0" in _codes(part) for part in _strings(operands)):
                yield "7.21.8 a letter without a shape is shown"


def _strings(operands) -> list:
    parts = operands[0] if len(operands) and isinstance(operands[0], Array) else operands
    return [part for part in parts if isinstance(part, pikepdf.String)]


def _codes(part: pikepdf.String) -> bytes:
    """The codes of two bytes each, parted so that none is found across two."""
    held = bytes(part)
    return b"\xff".join(held[at : at + 2] for at in range(0, len(held), 2))


def _all_fonts(pdf) -> Iterator[Dictionary]:
    waiting = [page.obj.get("/Resources", Dictionary()) for page in pdf.pages]
    while waiting:
        resources = waiting.pop()
        yield from resources.get("/Font", Dictionary()).values()
        for group in ("/XObject", "/Pattern"):
            held = resources.get(group, Dictionary()).values()
            waiting += [one.Resources for one in held if "/Resources" in one]


def _bookmarks(pdf) -> Iterator[str]:
    if len(pdf.pages) > 1 and "/First" not in pdf.Root.get("/Outlines", Dictionary()):
        yield "7.17 there are several pages and no bookmarks"
