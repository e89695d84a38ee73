"""The words of a title: cleaned, its own number, its bodies, what it prepares, its host."""

from iscm.reading.cells.bodies import parse_bodies, parse_prepares, parse_side_event_of
from iscm.reading.cells.ordinals import parse_ordinal
from iscm.reading.cells.words import clean_words

__all__ = ["clean_words", "parse_bodies", "parse_ordinal", "parse_prepares", "parse_side_event_of"]
