"""Write down how wide the letters of Noto Sans are, for charts that give labels room without opening a font.

    .venv/bin/python scripts/make_advances.py

Needs Debian's fonts-noto-core. What comes out is committed; run it again only for another version of the font.
"""

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path("/usr/share/fonts/truetype/noto")
TARGET = Path(__file__).parents[1] / "src/iscm/publication/charts/advances.py"
ARABIC = "NotoSansArabic-Regular.ttf"
RANGES = (
    (0x0020, 0x017F, "NotoSans-Regular.ttf"),
    (0x0400, 0x045F, "NotoSans-Regular.ttf"),
    (0x060C, 0x06F9, ARABIC),
    (0x2010, 0x2026, "NotoSans-Regular.ttf"),
)
UNITS = 50  # in an em
LINE = 96

HEAD = '''"""How wide the letters of Noto Sans are. Written by scripts/make_advances.py, not by hand."""

UNITS = {units}  # in an em
ZERO = "0"  # the sign for no width; each unit more is the next sign of ASCII
RANGES = (
'''
JOINED = """)
# Arabic letters before another that they join; a blank for those that join none.
JOINED = (
    0x{first:04X},
    {told},
)
"""


def main() -> int:
    """Write the table: for each range its first letter and a sign for every letter's width, rounded up."""
    lines = [HEAD.format(units=UNITS)]
    for first, last, name in RANGES:
        signs = "".join(chr(ord("0") + units) for units in widths(TTFont(FONTS / name), first, last))
        lines.append(f"    (\n        0x{first:04X},\n        {in_lines(signs)},\n    ),\n")
    first, last = next((first, last) for first, last, name in RANGES if name == ARABIC)
    widths_within = joined_widths(TTFont(FONTS / ARABIC), first, last)
    joined = "".join(chr(ord("0") + units) if units else " " for units in widths_within)
    TARGET.write_text("".join(lines) + JOINED.format(first=first, told=in_lines(joined)), encoding="utf-8")
    return 0


def widths(font: TTFont, first: int, last: int) -> Iterator[int]:
    """The advance of every letter in units, rounded up; an em for one that the font does not have.

    Of an Arabic letter its form alone or at the end of a word, whichever is wider.
    """
    letters, ends = font.getBestCmap(), forms(font, "fina")
    for letter in range(first, last + 1):
        glyphs = [letters[letter], ends.get(letters[letter], letters[letter])] if letter in letters else []
        yield max((units(font, glyph) for glyph in glyphs), default=UNITS)


def joined_widths(font: TTFont, first: int, last: int) -> Iterator[int]:
    """The advance of every letter before another that it joins; 0 for a letter that joins none after it."""
    letters, begins, within = font.getBestCmap(), forms(font, "init"), forms(font, "medi")
    for letter in range(first, last + 1):
        found = [shape[glyph] for shape in (begins, within) if (glyph := letters.get(letter)) in shape]
        yield max((units(font, glyph) for glyph in found), default=0)


def forms(font: TTFont, feature: str) -> dict[str, str]:
    """The glyphs that a feature of joining puts for others."""
    if "GSUB" not in font:
        return {}
    table = font["GSUB"].table
    numbers = {
        n
        for each in table.FeatureList.FeatureRecord
        if each.FeatureTag == feature
        for n in each.Feature.LookupListIndex
    }
    found: dict[str, str] = {}
    for number in sorted(numbers):
        for part in table.LookupList.Lookup[number].SubTable:
            found |= getattr(getattr(part, "ExtSubTable", part), "mapping", {})
    return found


def units(font: TTFont, glyph: str) -> int:
    """The advance of a glyph in units, rounded up."""
    return math.ceil(font["hmtx"][glyph][0] * UNITS / font["head"].unitsPerEm - 1e-9)


def in_lines(signs: str) -> str:
    """Signs as Python writes them, in lines that fit."""
    parts = [json.dumps(signs[at : at + LINE]) for at in range(0, len(signs), LINE)]
    return parts[0] if len(parts) == 1 else "(\n            " + "\n            ".join(parts) + "\n        )"


if __name__ == "__main__":
    sys.exit(main())
