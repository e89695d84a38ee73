"""The columns of a table without a header, told from what its cells parse as."""

from collections.abc import Callable, Sequence

from iscm.reading.layouts.elements import Row
from iscm.reading.readers.columns import Column, Header
from iscm.reading.readers.judge import Judge

SAMPLE = 40
MOST_COLUMNS = 12
ENOUGH = 0.5


def infer_header(rows: Sequence[Row], judge: Judge) -> Header | None:
    """What the columns of these rows hold; None if no column holds dates or none is left for a title.

    Looks at the first rows only, whatever their number.
    """
    sample = rows[:SAMPLE]
    width = min(max((len(row.cells) for row in sample), default=0), MOST_COLUMNS)
    columns = [[row.cells[i].text for row in sample if i < len(row.cells)] for i in range(width)]
    known: dict[int, Column] = {}
    for column, test in (
        (Column.DATE, judge.is_date),
        (Column.MECHANISM, judge.is_mechanism),
        (Column.PLACE, judge.is_place),
    ):
        if (best := _best(columns, known, test)) is not None:
            known[best] = column
    if Column.DATE not in known.values():
        return None
    _name_others(columns, known)
    if Column.TITLE not in known.values():
        return None
    return Header(tuple((known[i],) if i in known else () for i in range(width)), ("",) * width)


def _best(columns: list[list[str]], known: dict[int, Column], test: Callable[[str], bool]) -> int | None:
    """The column most of whose words pass the test, at least half of them."""
    shares = {i: _share(texts, test) for i, texts in enumerate(columns) if i not in known}
    best = max(shares, key=lambda i: (shares[i], -i), default=None)
    return best if best is not None and shares[best] >= ENOUGH else None


def _share(texts: list[str], test: Callable[[str], bool]) -> float:
    filled = [text for text in texts if text]
    return sum(test(text) for text in filled) / len(filled) if filled else 0.0


def _name_others(columns: list[list[str]], known: dict[int, Column]) -> None:
    """Of the columns left, the first with real words is the title, and a longer one after it the outcome."""
    left = [i for i, texts in enumerate(columns) if i not in known and _mean(texts) > 0]
    addresses = [i for i in left if _share(columns[i], lambda text: text.startswith(("http", "www."))) >= ENOUGH]
    known.update(dict.fromkeys(addresses, Column.LINK))
    wordy = [i for i in left if i not in addresses and _share(columns[i], _has_words) >= ENOUGH]
    known.update(zip(wordy, (Column.TITLE, Column.OUTCOME), strict=False))


def _has_words(text: str) -> bool:
    return sum(letter.isalpha() for letter in text) > len("RCM")


def _mean(texts: list[str]) -> float:
    return sum(map(len, texts)) / len(texts) if texts else 0.0
