"""Cut the website's fonts from Debian's Noto: one small woff2 for each script and weight.

Run after the wording of the interface or the carried data changes in Chinese:

    .venv/bin/python scripts/make_fonts.py

Needs Debian's fonts-noto-core and fonts-noto-cjk. What comes out is committed, so that neither the server nor the
reader needs any of this. `static/website/fonts.css` names the same ranges; a test holds the two together.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).parents[1]
FONTS = Path("/usr/share/fonts")
TARGET = ROOT / "src/iscm/website/static/website/fonts"
WEIGHTS = {"regular": "Regular", "bold": "Bold"}

# What each file covers. The first holds what a page in English, French or Spanish needs, signs and arrows included.
RANGES = {
    "latin": "U+0020-007E,U+00A0-017F,U+0192,U+02C6,U+02DA,U+02DC,U+2009,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,"
    "U+202F,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+FFFD",
    "latin-ext": "U+0180-0191,U+0193-02AF,U+0300-036F,U+1E00-1EFF,U+A78B,U+A78C",
    "cyrillic": "U+0400-052F,U+2DE0-2DFF,U+A640-A69F",
    "arabic": "U+060C-060E,U+0610-06FF,U+0750-077F,U+200C-200F",
}
SOURCES = {"arabic": "truetype/noto/NotoSansArabic-{}.ttf"}
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum", "lnum", "init", "medi", "fina", "isol", "rlig"]
HAN = {*range(0x2E80, 0xA000), *range(0xFF00, 0xFFF0)}
SIMPLIFIED_CHINESE = 2  # place of the face in Debian's collection


def main() -> int:
    """Write every file; prints its size."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for script, ranges in RANGES.items():
        for weight, style in WEIGHTS.items():
            source = FONTS / SOURCES.get(script, "truetype/noto/NotoSans-{}.ttf").format(style)
            cut(TTFont(source), codepoints(ranges), TARGET / f"noto-sans-{script}-{weight}.woff2")
    for weight, style in WEIGHTS.items():
        face = TTCollection(FONTS / f"opentype/noto/NotoSansCJK-{style}.ttc").fonts[SIMPLIFIED_CHINESE]
        cut(face, chinese_in_the_package(), TARGET / f"noto-sans-chinese-{weight}.woff2")
    return 0


def codepoints(ranges: str) -> list[int]:
    """`U+0041-0043,U+0061` as numbers."""
    found: list[int] = []
    for part in ranges.replace("U+", "").split(","):
        first, _, last = part.partition("-")
        found.extend(range(int(first, 16), int(last or first, 16) + 1))
    return found


def chinese_in_the_package() -> list[int]:
    """Every Chinese letter that the interface and the carried facts use; the reader's own font serves the others."""
    text = "".join(path.read_text(encoding="utf-8") for path in _texts())
    return sorted({ord(letter) for letter in text} & HAN)


def cut(font: TTFont, letters: Iterable[int], target: Path) -> None:
    """Write the part of a font that draws these letters, as woff2."""
    options = subset.Options()
    options.flavor, options.layout_features = "woff2", FEATURES
    options.hinting, options.desubroutinize = False, True
    options.name_IDs, options.notdef_outline = [0, 1, 2, 13, 14], True
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    subset.save_font(font, target, options)
    print(f"{target.name}  {target.stat().st_size:,} bytes")


def _texts() -> Iterator[Path]:
    package = ROOT / "src/iscm"
    yield from package.glob("website/locale/zh_Hans/LC_MESSAGES/*.po")
    for pattern in ("*.toml", "*.json", "*.csv", "*.yaml"):
        yield from sorted((package / "data").rglob(pattern))


if __name__ == "__main__":
    sys.exit(main())
