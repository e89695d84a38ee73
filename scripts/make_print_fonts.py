"""Cut the fonts that publications are set in from Debian's Noto, and list the letters that they have.

    .venv/bin/python scripts/make_print_fonts.py

Needs Debian's fonts-noto-core and fonts-noto-cjk. What comes out is committed and carried by the package, so that a
publication looks the same everywhere and gives the same bytes. Typst reads no woff2, so these are whole files: all
of Noto Sans and Noto Sans Arabic without their hints, the latter with lam and alef parted (see lam_alef.py), and of
the Chinese face the letters of GB 2312, those in everyday use (its first level) in bold too.
"""

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont
from lam_alef import part_lam_and_alef
from make_fonts import FONTS, ROOT, SIMPLIFIED_CHINESE, WEIGHTS

TARGET = ROOT / "src/iscm/publication/formats/fonts"
LETTERS = "letters.txt"
ARABIC = "NotoSansArabic"
ALPHABETS = ("NotoSans", ARABIC)
CHINESE = "NotoSansCJKsc"
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk", "tnum", "lnum", "init", "medi", "fina", "isol", "rlig"]
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]

# Rows of GB 2312: signs of 1 to 9 beyond the ASCII in them, letters in everyday use 16 to 55, others 56 to 87.
SIGNS, EVERYDAY, OTHERS = range(1, 10), range(16, 56), range(56, 88)
FULL_WIDTH = [*range(0x3000, 0x3020), *range(0xFF01, 0xFF66)]
# Chinese text sets these wider than Latin text does.
PUNCTUATION = [ord(letter) for letter in "—‘’“”…·"]


def main() -> int:
    """Write every font and the list of letters; prints their sizes."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for family in ALPHABETS:
        for style in WEIGHTS.values():
            font = TTFont(FONTS / f"truetype/noto/{family}-{style}.ttf")
            if family == ARABIC:
                part_lam_and_alef(font)
            cut(font, font.getBestCmap(), TARGET / f"{family}-{style}.ttf")
    for style, rows in (("Regular", (*SIGNS, *EVERYDAY, *OTHERS)), ("Bold", (*SIGNS, *EVERYDAY))):
        face = TTCollection(FONTS / f"opentype/noto/NotoSansCJK-{style}.ttc").fonts[SIMPLIFIED_CHINESE]
        cut(face, [*gb2312(rows), *FULL_WIDTH, *PUNCTUATION], TARGET / f"{CHINESE}-{style}.otf")
    (TARGET / LETTERS).write_text(as_ranges(letters_of(TARGET.glob("*-Regular.*"))), encoding="ascii")
    return 0


def gb2312(rows: Iterable[int]) -> list[int]:
    """The letters in these rows of GB 2312 that only the Chinese face has."""
    pairs = (bytes((row + 0xA0, cell + 0xA0)) for row in rows for cell in range(1, 95))
    letters = "".join(pair.decode("gb2312", "ignore") for pair in pairs)
    return sorted(ord(letter) for letter in letters if letter >= "⺀")


def cut(font: TTFont, letters: Iterable[int], target: Path) -> None:
    """Write the part of a font that draws these letters."""
    options = subset.Options()
    options.layout_features, options.name_IDs = FEATURES, NAMES
    options.hinting, options.notdef_outline, options.recalc_timestamp = False, True, False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    subset.save_font(font, target, options)
    print(f"{target.name}  {target.stat().st_size:,} bytes")


def letters_of(files: Iterable[Path]) -> list[int]:
    """Every letter that one of these fonts has."""
    return sorted({letter for file in files for letter in TTFont(file).getBestCmap()})


def as_ranges(letters: Iterable[int]) -> str:
    """The letters as lines of first and last in hexadecimal."""
    runs = (list(run) for _, run in groupby(enumerate(letters), lambda pair: pair[1] - pair[0]))
    return "".join(f"{run[0][1]:X}-{run[-1][1]:X}\n" for run in runs)


if __name__ == "__main__":
    sys.exit(main())
