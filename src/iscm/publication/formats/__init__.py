"""Writers that know no meeting rules: `FORMATS[suffix].render(report)` gives the bytes of a file.

Each writer, and the library it stands on, is loaded when it is first asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from iscm.publication.report import Report


@dataclass(frozen=True)
class Format:
    """What files of a format are called and sent as, for users (`name`) and for programs (`suffix`, `media`)."""

    suffix: str
    media: str
    name: str
    render: Callable[[Report], bytes]


def _rendering(module: str) -> Callable[[Report], bytes]:
    def render(report: Report) -> bytes:
        content: bytes = import_module(f"{__name__}.{module}").render(report)
        return content

    return render


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: dict[str, Format] = {
    suffix: Format(suffix, media, name, _rendering(module))
    for suffix, media, name, module in (
        ("pdf", "application/pdf", "PDF", "pdf"),
        ("docx", f"{OFFICE}.wordprocessingml.document", "Word", "docx"),
        ("xlsx", f"{OFFICE}.spreadsheetml.sheet", "Excel", "xlsx"),
        ("csv", "text/csv; charset=utf-8; header=present", "CSV", "csv_"),
        ("json", "application/json", "JSON", "json_"),
        ("html", "text/html; charset=utf-8", "HTML", "html"),
        ("md", "text/markdown; charset=utf-8", "Markdown", "markdown"),
    )
}
