"""Lam and alef joined without a ligature: one glyph a letter, so that a PDF gives them back in their order.

Where one glyph stands for two letters, programs that take the text out of a PDF turn the two round with the rest of
the line: الأخلاقي comes out as األخالقي. Here the lam takes the shape of both, and the alef behind it becomes a glyph
without shape or width. Marks sit where they sat on the ligature.
"""

from collections.abc import Iterator, Mapping, Sequence

from fontTools.otlLib.builder import buildBaseArray, buildCoverage, buildLookup, buildSingleSubstSubtable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph

LIGATURES, FINALS = "rlig", "fina"
ALEFS = "\u0622\u0623\u0625\u0627"
IGNORING_MARKS = 0x9  # and from right to left, as the font's own ligatures
BASE, MARK_TO_BASE, MARK_TO_LIGATURE = 1, 4, 5


def part_lam_and_alef(font: TTFont) -> None:
    """Change the font in place. Its other joined shapes, which are for show, go."""
    shapes = _shapes_by_alef(font)
    blanks = {alef: _add_blank(font, f"{alef}.blank") for alef in shapes}
    gsub = font["GSUB"].table
    first = len(gsub.LookupList.Lookup)
    singles = [buildLookup([buildSingleSubstSubtable(one)], IGNORING_MARKS) for one in (*shapes.values(), blanks)]
    lams = [
        _chain(font, first + n, list(lam_shapes), after=[alef]) for n, (alef, lam_shapes) in enumerate(shapes.items())
    ]
    joined = sorted({shape for lam_shapes in shapes.values() for shape in lam_shapes.values()})
    alefs = _chain(font, first + len(shapes), list(blanks), before=joined)
    gsub.LookupList.Lookup += [*singles, buildLookup(lams, IGNORING_MARKS), buildLookup([alefs], IGNORING_MARKS)]
    gsub.LookupList.LookupCount = count = len(gsub.LookupList.Lookup)
    for feature in _features(font, LIGATURES):
        feature.LookupListIndex, feature.LookupCount = [count - 2, count - 1], 2
    _move_marks(font, shapes, blanks)


def _shapes_by_alef(font: TTFont) -> dict[str, dict[str, str]]:
    """For each final form of an alef: the lams before it, and the shape of both."""
    letters = font.getBestCmap()
    finals = {glyph: form for table in _tables(font, FINALS) for glyph, form in table.mapping.items()}
    shapes: dict[str, dict[str, str]] = {finals[letters[ord(alef)]]: {} for alef in ALEFS}
    for table in _tables(font, LIGATURES):
        for lam, ligatures in table.ligatures.items():
            for one in ligatures:
                if len(one.Component) == 1 and one.Component[0] in shapes:
                    shapes[one.Component[0]][lam] = one.LigGlyph
    return shapes


def _features(font: TTFont, tag: str) -> Iterator[otTables.Feature]:
    return (one.Feature for one in font["GSUB"].table.FeatureList.FeatureRecord if one.FeatureTag == tag)


def _tables(font: TTFont, tag: str) -> Iterator[otTables.LigatureSubst | otTables.SingleSubst]:
    for index in sorted({index for feature in _features(font, tag) for index in feature.LookupListIndex}):
        for table in font["GSUB"].table.LookupList.Lookup[index].SubTable:
            yield getattr(table, "ExtSubTable", table)


def _add_blank(font: TTFont, name: str) -> str:
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = Glyph()
    font["hmtx"].metrics[name] = (0, 0)
    font["GDEF"].table.GlyphClassDef.classDefs[name] = BASE
    return name


def _chain(
    font: TTFont, lookup: int, glyphs: Sequence[str], *, before: Sequence[str] = (), after: Sequence[str] = ()
) -> otTables.ChainContextSubst:
    """Apply a lookup to any of the glyphs that stands so."""
    table, record = otTables.ChainContextSubst(), otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, lookup
    table.Format, table.SubstLookupRecord, table.SubstCount = 3, [record], 1
    order = font.getReverseGlyphMap(rebuild=True)
    table.BacktrackCoverage, table.InputCoverage, table.LookAheadCoverage = (
        [buildCoverage(one, order)] if one else [] for one in (before, glyphs, after)
    )
    table.BacktrackGlyphCount, table.InputGlyphCount, table.LookAheadGlyphCount = len(before) > 0, 1, len(after) > 0
    return table


def _move_marks(font: TTFont, shapes: Mapping[str, Mapping[str, str]], blanks: Mapping[str, str]) -> None:
    """Marks on the first letter of a ligature sit on the lam now, those on its second on the blank alef."""
    lookups = font["GPOS"].table.LookupList.Lookup
    bases = next(one for one in lookups if one.LookupType == MARK_TO_BASE)
    for marks in [table for one in lookups if one.LookupType == MARK_TO_LIGATURE for table in one.SubTable]:
        parts = dict(zip(marks.LigatureCoverage.glyphs, marks.LigatureArray.LigatureAttach, strict=True))
        anchors = {}
        for alef, lams in shapes.items():
            for shape in lams.values():
                font["GDEF"].table.GlyphClassDef.classDefs[shape] = BASE
                if shape in parts:
                    lam, end = parts[shape].ComponentRecord[:2]
                    anchors |= {shape: lam.LigatureAnchor, blanks[alef]: end.LigatureAnchor}
        bases.SubTable.append(_marks_on(font, marks, anchors))
    bases.SubTableCount = len(bases.SubTable)


def _marks_on(
    font: TTFont, marks: otTables.MarkLigPos, anchors: Mapping[str, list[otTables.Anchor]]
) -> otTables.MarkBasePos:
    order = font.getReverseGlyphMap()
    table = otTables.MarkBasePos()
    table.Format, table.ClassCount = 1, marks.ClassCount
    table.MarkCoverage, table.MarkArray = marks.MarkCoverage, marks.MarkArray
    table.BaseCoverage = buildCoverage(anchors, order)
    table.BaseArray = buildBaseArray(
        {glyph: dict(enumerate(of)) for glyph, of in anchors.items()}, marks.ClassCount, order
    )
    return table
