"""The package around a document: what its parts are, how they belong together, one file of fixed bytes."""

import io
import zipfile
from collections.abc import Mapping
from html import escape

from iscm.publication.formats.cleaning import in_line, in_utc, safe_address
from iscm.publication.report import Report

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE = f"{PACKAGE}/metadata/core-properties"
TERMS = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
INSTANCE = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
# The parts beside the document, each named like its kind.
PARTS = ("styles", "settings", "numbering", "header", "footer")
ZIP_TIME = (1980, 1, 1, 0, 0, 0)

CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    + "".join(f'<Override PartName="/word/{part}.xml" ContentType="{WORD}.{part}+xml"/>' for part in PARTS)
    + '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
ROOT = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="document" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="core" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)


def relations_xml(links: Mapping[str, str], charts: int) -> str:
    """What the document refers to: its other parts, its charts, and addresses with their names."""
    inner = [f'<Relationship Id="{part}" Type="{RELATIONS}/{part}" Target="{part}.xml"/>' for part in PARTS]
    inner += [
        f'<Relationship Id="chart{n}" Type="{RELATIONS}/image" Target="media/chart{n}.png"/>'
        for n in range(1, charts + 1)
    ]
    inner += [
        f'<Relationship Id="{name}" Type="{RELATIONS}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
        for address, name in links.items()
    ]
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(inner)}</Relationships>'


def properties_xml(report: Report) -> str:
    """What the file says of itself; made and changed when the report was last revised."""
    moment = f"{in_utc(report.modified):%Y-%m-%dT%H:%M:%SZ}"
    facts = {
        "dc:title": report.title,
        "dc:creator": "; ".join(report.publisher),
        "dc:description": report.edition,
        "dc:identifier": safe_address(report.url),
        "dc:language": report.lang,
    }
    inner = "".join(f"<{name}>{escape(in_line(said))}</{name}>" for name, said in facts.items() if said)
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return f'{HEAD}<cp:coreProperties xmlns:cp="{CORE}" {TERMS} {INSTANCE}>{inner}{times}</cp:coreProperties>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts in their order, all of one time: the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return out.getvalue()
