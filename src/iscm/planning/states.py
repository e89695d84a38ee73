"""Sets of States as bits of one number: what two meetings share is one operation, however many States there are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from iscm.domain.errors import UnknownReferenceError


@dataclass(frozen=True, slots=True)
class States:
    """The States that planning tells apart, each with its bit, in the order of `codes` (alpha-2, each once).

    `small` is the set of those whose delegations are one or two people: they weigh more.
    """

    codes: tuple[str, ...]
    small: int = 0
    _bits: dict[str, int] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_bits", {code: 1 << place for place, code in enumerate(self.codes)})

    @classmethod
    def of(cls, codes: Iterable[str], small: Iterable[str] = ()) -> "States":
        """States by their codes, sorted; of the small ones those that are among them."""
        known = cls(tuple(sorted(set(codes))))
        return cls(known.codes, known.mask(code for code in small if code in known))

    def __contains__(self, code: object) -> bool:
        return code in self._bits

    @property
    def all(self) -> int:
        """The set of all of them."""
        return (1 << len(self.codes)) - 1

    def mask(self, codes: Iterable[str]) -> int:
        """The set of these States; raises `UnknownReferenceError` for a code that is none of ours."""
        found = 0
        for code in codes:
            if code not in self._bits:
                raise UnknownReferenceError(f"no State has the code {code[:20]!r}")
            found |= self._bits[code]
        return found

    def codes_of(self, mask: int) -> tuple[str, ...]:
        """The codes of a set, small States first, each in the order of `codes`."""
        return (*self._codes(mask & self.small), *self._codes(mask & ~self.small))

    def _codes(self, mask: int) -> Iterator[str]:
        while mask:
            lowest = mask & -mask
            yield self.codes[lowest.bit_length() - 1]
            mask ^= lowest

    @staticmethod
    def size(mask: int) -> int:
        """How many States are in a set."""
        return mask.bit_count()
