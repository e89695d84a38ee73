"""The measures of a printed page, in points: said here once, for what is worked out beforehand and for the template."""

MILLIMETRE = 72 / 25.4
# Name in Typst, width and height.
PAPERS = {
    "a4": ("a4", 210 * MILLIMETRE, 297 * MILLIMETRE),
    "letter": ("us-letter", 215.9 * MILLIMETRE, 279.4 * MILLIMETRE),
}
TOP, BOTTOM, SIDE = 21 * MILLIMETRE, 20 * MILLIMETRE, 19 * MILLIMETRE
MEASURE = 148 * MILLIMETRE  # the width of a paragraph
RUNNING, SMALL, PROSE = 7.6, 8.6, 9.8
HEADINGS = (19.0, 12.4, 10.4, PROSE, PROSE, PROSE)
GUTTER = 10.0  # between columns
INSET = 10.0  # at the sides of a box
# The template's measures, by its own names.
SIZES = {
    "top": TOP,
    "bottom": BOTTOM,
    "side": SIDE,
    "measure": MEASURE,
    "running": RUNNING,
    "small": SMALL,
    "prose": PROSE,
    "headings": HEADINGS,
    "gutter": GUTTER,
    "inset": INSET,
}
