"""Typst with our own fonts and templates: the same bytes on every machine, and no warning overlooked."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from iscm.publication.formats.letters import FONTS

TEMPLATES = Path(__file__).parent / "typst"
# One compiler works at a time: it uses every core by itself, and its memory is then that of one document.
ONE_AT_A_TIME = Lock()


class TypesettingError(Exception):
    """Typst refused a template of ours, or warned of it: a fault of this package, never of what it was given."""


def typeset(template: str, inputs: Mapping[str, str], **options: Any) -> bytes:
    """The template of this name with `inputs` as its `sys.inputs`; `options` are those of typst's `compile`.

    Nothing of the inputs is ever read as Typst's own language. No font of the machine is used.
    """
    with ONE_AT_A_TIME:
        try:
            made, warnings = typst.compile_with_warnings(
                TEMPLATES / template, root=TEMPLATES, font_paths=_fonts(), sys_inputs=dict(inputs), **options
            )
        except typst.TypstError as error:
            raise TypesettingError(error.diagnostic) from error
    if warnings:
        raise TypesettingError("; ".join(warning.message for warning in warnings))
    return made if isinstance(made, bytes) else made[0]


def stamp(moment: datetime) -> int:
    """A moment as typst takes it for the time of making; one without a zone is UTC, wherever the machine stands."""
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
