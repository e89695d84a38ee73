"""What a person says, as the register may keep it and pages may show it."""

import re
import unicodedata

from iscm.domain.errors import ConflictError

BLANKS = re.compile(r"[ \t\r\n]+")


def said(words: str, what: str, longest: int) -> str:
    """The words with single blanks; raises `ConflictError` for too many, and for signs that steer what shows them."""
    plain = BLANKS.sub(" ", words).strip()
    if len(plain) > longest:
        raise ConflictError(f"{what} may have {longest:,} letters, not {len(plain):,}")
    if any(_is_order(sign) for sign in plain):
        raise ConflictError(f"{what} has a sign that cannot be printed")
    return plain


def _is_order(sign: str) -> bool:
    """Whether a sign steers a terminal or turns all words after it; fixed blanks and joiners are letters' own."""
    return unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} or "\u202a" <= sign <= "\u202e"
