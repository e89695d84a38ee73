"""The features of a pair of occurrences, each with its weight and its reason in words.

Weights are like votes: they add up to the score. A contradiction is not outvoted: with one, a pair is never clear.
"""

from dataclasses import dataclass, field

from rapidfuzz import fuzz

from iscm.domain.dates import Edtf
from iscm.domain.names import fold
from iscm.domain.places import Attendance
from iscm.domain.vocabulary import Vocabulary
from iscm.reconciliation.kinds import UNCERTAIN_KINDS, family
from iscm.reconciliation.occurrences import Occurrence
from iscm.reconciliation.wording import words_of

CLEAR = 7.0
WORTH_ASKING = 5.0
ALIKE, AKIN, UNLIKE = 0.85, 0.6, 0.4
NEAR_DAYS = 45


@dataclass(frozen=True, slots=True)
class Feature:
    """One observation about a pair: `weight` above zero speaks for the same meeting, below against."""

    name: str
    reason: str
    weight: float
    contradicts: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two occurrences and what speaks for and against their being one meeting; `score` is the weights added up."""

    left: Occurrence
    right: Occurrence
    features: tuple[Feature, ...]
    score: float = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Add the weights up once: of a pair it is asked again and again."""
        object.__setattr__(self, "score", round(sum(feature.weight for feature in self.features), 3))

    @property
    def contradictions(self) -> tuple[Feature, ...]:
        """What cannot be true of one meeting."""
        return tuple(feature for feature in self.features if feature.contradicts)

    @property
    def is_clear(self) -> bool:
        """Whether this is the same meeting beyond reasonable doubt, if no other is as near."""
        if self.score < CLEAR or self.contradictions:
            return False
        return any(one.weight > 0 and one.name in {"title", "ordinal", "paragraph"} for one in self.features)

    @property
    def reason(self) -> str:
        """Everything that was seen, the weightiest first."""
        return "; ".join(f.reason for f in sorted(self.features, key=lambda f: -abs(f.weight)) if f.weight)


def compare(left: Occurrence, right: Occurrence, vocabulary: Vocabulary) -> Comparison:
    """All features of the pair."""
    found = (
        _paragraph(left, right),
        _mechanisms(left, right),
        _dates(left, right),
        _kinds(left, right, vocabulary),
        _ordinals(left, right),
        _places(left, right),
        _titles(left, right, vocabulary),
        _counts(left, right),
        _listing(left, right),
    )
    features = tuple(feature for feature in found if feature)
    if any(feature.name == "paragraph" for feature in features):
        # The same paragraph printed again is the same meeting, whatever heading or year stands over it.
        features = tuple(Feature(f.name, f.reason, 0.0 if f.weight < 0 else f.weight) for f in features)
    return Comparison(left, right, features)


def _paragraph(left: Occurrence, right: Occurrence) -> Feature | None:
    if left.paragraph is None or left.paragraph != right.paragraph:
        return None
    return Feature("paragraph", "the same paragraph, word for word", 6.0)


def _mechanisms(left: Occurrence, right: Occurrence) -> Feature | None:
    one, other = set(left.record.mechanisms), set(right.record.mechanisms)
    if one and one == other:
        return Feature("mechanisms", "the same " + ("mechanism" if len(one) == 1 else "mechanisms"), 2.0)
    if one & other:
        return Feature("mechanisms", f"{', '.join(sorted(one & other))} in both", 1.5)
    return Feature("mechanisms", "no mechanism in common", -4.0, contradicts=True) if one and other else None


def _dates(left: Occurrence, right: Occurrence) -> Feature | None:
    if left.edtf is None or right.edtf is None:
        return _undated(left, right)
    one, other = left.edtf, right.edtf
    precise = one.is_day_precise and other.is_day_precise
    if one.text == other.text:
        return Feature("dates", f"both {one}", 4.0 if precise else 2.0)
    if not one.may_overlap(other):
        days = _days_apart(one, other)
        near = f"{days} days apart" if days < NEAR_DAYS else "far apart"
        return Feature("dates", f"{one} and {other} are {near}", -3.0 if days < NEAR_DAYS else -6.0, contradicts=True)
    if precise:
        return _overlapping(one, other)
    return Feature("dates", f"{one} and {other} may be the same days", 1.5)


def _overlapping(one: Edtf, other: Edtf) -> Feature:
    if one.earliest == other.earliest:
        return Feature("dates", f"{one} and {other} start on the same day", 3.0)
    return Feature("dates", f"{one} and {other} share days", 2.0)


def _undated(left: Occurrence, right: Occurrence) -> Feature | None:
    one, other = left.when, right.when
    if one is None or other is None:
        return None
    if one.may_overlap(other):
        return Feature("dates", "one has no date; the year fits", 1.0)
    return Feature("dates", "one has no date; the years differ", -6.0, contradicts=True)


def _days_apart(one: Edtf, other: Edtf) -> int:
    first, second = sorted((one, other), key=lambda edtf: (edtf.earliest is not None, edtf.earliest))
    if first.latest is None or second.earliest is None:
        return 0
    return (second.earliest - first.latest).days


def _kinds(left: Occurrence, right: Occurrence, vocabulary: Vocabulary) -> Feature | None:
    one, other = left.record.kind, right.record.kind
    if one is None or other is None:
        return None
    if one == other:
        return Feature("kind", f"both {_label(one, vocabulary)}", 1.5)
    if {one, other} & UNCERTAIN_KINDS or family(one) == family(other):
        return None
    levels = {vocabulary.kinds[kind].level for kind in (one, other) if kind in vocabulary.kinds}
    reason = f"{_label(one, vocabulary)} and {_label(other, vocabulary)}"
    return Feature("kind", reason, -0.5 if len(levels) == 1 else -2.0)


def _label(kind: str, vocabulary: Vocabulary) -> str:
    return vocabulary.kinds[kind].label if kind in vocabulary.kinds else kind


def _ordinals(left: Occurrence, right: Occurrence) -> Feature | None:
    one, other = left.record.ordinal, right.record.ordinal
    if one is None or other is None:
        return None
    if one == other:
        return Feature("ordinal", f"both number {one}", 3.0)
    return Feature("ordinal", f"numbers {one} and {other}", -5.0, contradicts=True)


def _places(left: Occurrence, right: Occurrence) -> Feature | None:
    one, other = left.record.places, right.record.places
    if not one or not other:
        online = {left.record.attendance, right.record.attendance}
        if online == {Attendance.ONLINE}:
            return Feature("place", "both online", 0.5)
        if online == {Attendance.ONLINE, Attendance.IN_PERSON}:
            return Feature("place", "one online, one in person", -1.5)
        return None
    countries = {place.country for place in one} & {place.country for place in other} - {None}
    cities = {_city(place.city) for place in one if place.city} & {_city(place.city) for place in other if place.city}
    if countries and cities:
        return Feature("place", "the same city", 1.5)
    if countries:
        both_say = all(any(place.city for place in places) for places in (one, other))
        return Feature("place", "the same country", 0.0 if both_say else 1.0)
    return Feature("place", "other countries", -2.5, contradicts=True)


def _city(name: str) -> str:
    return fold(name.split(",", maxsplit=1)[0])


def _titles(left: Occurrence, right: Occurrence, vocabulary: Vocabulary) -> Feature | None:
    words = words_of(vocabulary)
    one, other = words.take_apart(left.record.title), words.take_apart(right.record.title)
    if one.words == other.words and one.words:
        return Feature("title", "the same title", 3.0)
    if one.is_generic or other.is_generic:
        return _generic_titles(left, right, both=one.is_generic and other.is_generic)
    return _telling_titles(left, right, alike(one.content, other.content))


def _generic_titles(left: Occurrence, right: Occurrence, *, both: bool) -> Feature | None:
    one, other = left.record.kind, right.record.kind
    if family(one) != family(other):
        return None
    if both:
        return Feature("title", "both titles only say the kind of meeting", 2.0 if one == other else 1.0)
    return Feature("title", "one title only says the kind of meeting", 0.5)


def _telling_titles(left: Occurrence, right: Occurrence, likeness: float) -> Feature | None:
    if likeness >= ALIKE:
        return Feature("title", f"titles alike ({likeness:.0%})", 2.5)
    if likeness >= AKIN:
        return Feature("title", f"titles akin ({likeness:.0%})", 1.0)
    if likeness < UNLIKE and left.record.lang == right.record.lang:
        return Feature("title", f"titles unlike ({likeness:.0%})", -2.5)
    return None


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two runs of words are, from 0 to 1, whatever their order; one inside the other counts nearly full."""
    left, right = " ".join(one), " ".join(other)
    return max(fuzz.token_sort_ratio(left, right), 0.9 * fuzz.token_set_ratio(left, right)) / 100


def _counts(left: Occurrence, right: Occurrence) -> Feature | None:
    if left.is_group == right.is_group and left.count == right.count:
        return None
    if left.is_group and right.is_group:
        return Feature("count", "groups of another size", -1.5)
    return Feature("count", "one meeting and a group of meetings", -3.0, contradicts=True)


def _listing(left: Occurrence, right: Occurrence) -> Feature | None:
    if left.source.document != right.source.document:
        return None
    one, other = left.record.mechanisms, right.record.mechanisms
    if len(one) > 1 and set(one) == set(other) and one[0] != other[0]:
        return Feature("listing", "one document prints a joint meeting under each of its mechanisms", 2.5)
    return Feature("listing", "one document lists them one by one", -4.0, contradicts=True)
