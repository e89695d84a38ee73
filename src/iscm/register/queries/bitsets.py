"""Sets of places as the bits of whole numbers: what two sets share, and how many that are, is one operation each.

A set of 25,000 places takes three kilobytes; joining and counting take microseconds, whatever is asked for.
"""

from collections.abc import Iterable

_AT_ONCE = 64  # octets that are counted together while what lies before is passed over
_IN_OCTET = tuple(tuple(bit for bit in range(8) if octet >> bit & 1) for octet in range(256))


def bits_of(places: Iterable[int], size: int) -> int:
    """The set of these places, all of them from 0 to below `size`."""
    octets = bytearray(size // 8 + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")


def all_of(size: int) -> int:
    """The set of all places below `size`."""
    return (1 << size) - 1


def places_of(bits: int, skipped: int = 0, most: int | None = None) -> list[int]:
    """The places of a set in their order: after the first `skipped`, at most so many."""
    octets = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    found: list[int] = []
    for start in range(0, len(octets), _AT_ONCE):
        part = octets[start : start + _AT_ONCE]
        number = int.from_bytes(part, "little").bit_count()
        if number <= skipped:
            skipped -= number
            continue
        here = [8 * (start + place) + bit for place, octet in enumerate(part) if octet for bit in _IN_OCTET[octet]]
        found += here[skipped:]
        skipped = 0
        if most is not None and len(found) >= most:
            return found[:most]
    return found


def taken_out(bits: int, place: int) -> int:
    """The set without a place: what stands after it moves up by one."""
    return bits & (1 << place) - 1 | bits >> place + 1 << place


def put_in(bits: int, place: int, *, is_in: bool) -> int:
    """The set with one place more before what stands at `place`, which moves down by one."""
    return bits & (1 << place) - 1 | is_in << place | bits >> place << place + 1
