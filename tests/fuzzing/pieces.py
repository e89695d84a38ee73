"""What inputs are made of: pieces that mean something to a parser, put together by a grammar, and real ones spoilt."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import QueryDict
from hypothesis import strategies as st

from tests.factories.hostile_words import BAD_ADDRESSES, WORDS

MONTHS = ("May", "mai", "mayo", "мая", "مايو", "5月", "décembre", "Sept.", "ترين", "июнь", "Jänner", "MAI")
DATES = (
    *("3 May 2019", "May 1-2, 2024", "30 February 2019", "05/06/2019", "June 29 - July 1, 2024", "TBC", "2-24", "2019"),
    *(
        "Second/Third Quarter of 2017 (TBC)",
        "first half of",
        "Winter 2019/2020",
        "fin mai",
        "2024年5月3日",
        "٣ مايو ٢٠٢٤",
    ),
    *(
        "del 3 al 5 de mayo de 2024",
        "с 3 по 5 мая 2024 г.",
        "du 3 au 5 mai 2024",
        "week of 20 April",
        "31",
        "Q4",
        "1er",
    ),
    *(
        "2024-05-03",
        "2024-W18-5",
        "2024-05-03/2024-05-06",
        "[2017-34,2017-35]",
        "2024-XX",
        "2024-21~",
        "../2024",
        "{1,2}",
    ),
)
NAMES = (
    *(
        "Rabat Process",
        "MIDSSA",
        "RCM and SACM",
        "AU HoAI",
        "GFMD",
        "Bali Process",
        "Proceso de Puebla",
        "عملية",
        "进程",
    ),
    *(
        "Tunis, Tunisia",
        "Online",
        "Hybrid",
        "Washington, D.C.",
        "Genève",
        "Trinidad and Tobago",
        "Берлин",
        "日内瓦",
        "D.C.",
    ),
    *("Senior Officials’ Meeting", "14th Summit", "(XIV)", "Workshop on labour migration", "Total", "Page 3 of 4"),
    *("Date", "Place", "Title", "ISCM", "Outcome", "Last update: 3 May 2019", "Number of events: 3", "Highlights 2021"),
)
GLUE = (
    *(
        " ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "\r",
        ",",
        ", ",
        ";",
        ":",
        "/",
        "-",
        "–",
        " to ",
        " and ",
        " | ",
        "(",
        ")",
        "[",
        "]",
    ),
    *(
        "“",
        "”",
        '"',
        "'",
        "*",
        "**",
        "#",
        "<",
        ">",
        "&",
        "=",
        "+",
        "@",
        "\\",
        "{",
        "}",
        "%",
        "?",
        "…",
        "\0",
        "\x1f",
        "\x85",
    ),
    *(
        "\u2028",
        "\u200b",
        "\u200f",
        "\u202e",
        "\u00ad",
        "\u00a0",
        "e\u0301",
        "ﬁ",
        "½",
        "²",
        "ǅ",
        "ß",
        "İ",
        "𝟛",
        "😀",
        "\ufeff",
    ),
)
PIECES = (*DATES, *MONTHS, *NAMES, *GLUE, *WORDS, *BAD_ADDRESSES[:-1])
NUMBERS = (
    "0",
    "-1",
    "1",
    "99999999999999999999",
    "0000000019999999999999999",
    "9" * 5_000,
    "1e9",
    "٣",
    "²",
    "0x10",
    "1_000",
    "NaN",
    " 7 ",
    "-0",
    "2147483648",
)

PIECE = st.sampled_from(PIECES)
TEXT = st.lists(PIECE | st.text(max_size=5) | st.sampled_from(NUMBERS), max_size=8).map("".join)
SPACED = st.lists(PIECE | st.text(max_size=4), max_size=8).map(" ".join)
WHOLE = TEXT | SPACED | st.text(max_size=40)
"""Words of one field: pieces side by side or parted, or anything."""

BYTES = st.binary(max_size=200)


@st.composite
def spoilt_words(draw: st.DrawFn, samples: Sequence[str], most: int = 4) -> str:
    """One of the samples with a few cuts, repeats, swaps and foreign pieces."""
    text = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(1, most))):
        begin, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        end = min(end, begin + 200)
        put = draw(st.sampled_from(["", text[begin:end] * 2, text[begin:end][::-1]]) | PIECE | st.sampled_from(NUMBERS))
        text = (text[:begin] + put + text[end:])[:20_000]
    return text


@st.composite
def spoilt_bytes(draw: st.DrawFn, samples: Sequence[bytes], most: int = 4) -> bytes:
    """The same of bytes, in short cuts: most of the file stays as it was."""
    content = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(1, most))):
        begin = draw(st.integers(0, len(content)))
        end = min(len(content), begin + draw(st.integers(0, 40)))
        put = draw(
            st.sampled_from([b"", b"\0", b"\xff" * 4, content[begin:end] * 3, b"<!ENTITY", b"]]>"])
            | st.binary(max_size=8)
        )
        content = content[:begin] + put + content[end:]
    return content


@st.composite
def spoilt_package(draw: st.DrawFn, samples: Sequence[bytes]) -> bytes:
    """An archive one of whose parts is spoilt, gone, there twice or another's; packed anew, with right sums."""
    parts = _parts(draw(st.sampled_from(samples)))
    name = draw(st.sampled_from(sorted(parts)))
    way = draw(st.sampled_from(["spoil", "spoil", "spoil", "drop", "swap", "rename"]))
    if way == "spoil":
        parts[name] = draw(spoilt_bytes([parts[name]]))
    elif way == "drop":
        del parts[name]
    elif way == "swap":
        parts[name] = parts[draw(st.sampled_from(sorted(parts)))]
    else:
        parts[draw(st.sampled_from(["../../x", "/x", "a\\b", "", "word/document.xml", "tables/x.csv"]))] = parts.pop(
            name
        )
    return packed(parts)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PLAIN = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | WHOLE
JSON: st.SearchStrategy[Any] = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WHOLE, inner, max_size=3), max_leaves=6
)


@st.composite
def spoilt_json(draw: st.DrawFn, sample: Any, most: int = 3) -> Any:
    """A value in whose places others stand: anything, or what stands elsewhere in it."""
    held = sample
    places = list(_places(sample))
    for _ in range(draw(st.integers(1, most))):
        place = draw(st.sampled_from(places))
        other = draw(JSON | st.sampled_from([_at(sample, one) for one in places[:80]]))
        held = _with(held, place, other, is_gone=draw(st.integers(0, 4)) == 0)
    return held


def _places(value: Any, above: tuple[Any, ...] = ()) -> Any:
    yield above
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from _places(one, (*above, key))


def _at(value: Any, place: tuple[Any, ...]) -> Any:
    for key in place:
        value = value[key]
    return value


def _with(value: Any, place: tuple[Any, ...], other: Any, *, is_gone: bool) -> Any:
    if not place:
        return other
    key, *rest = place
    if isinstance(value, dict) and key in value:
        if is_gone and not rest:
            return {name: one for name, one in value.items() if name != key}
        return {**value, key: _with(value[key], tuple(rest), other, is_gone=is_gone)}
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return [*value[:key], _with(value[key], tuple(rest), other, is_gone=is_gone), *value[key + 1 :]]
    return value


def asked(values: Mapping[str, st.SearchStrategy[str]]) -> st.SearchStrategy[QueryDict]:
    """What an address or form says: some of the fields, each once or more often, and now and then one that is none."""
    pairs = st.one_of([st.tuples(st.just(name), one) for name, one in values.items()] + [st.tuples(WHOLE, WHOLE)])
    return st.lists(pairs, max_size=8).map(_query)


def _query(pairs: Sequence[tuple[str, str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(*(words.encode("utf-8", "replace").decode() for words in (name, value)))
    return query


def fields_of(names: Sequence[str], *samples: str) -> st.SearchStrategy[QueryDict]:
    """The same with the same kind of words in every field."""
    words = WHOLE | st.sampled_from(NUMBERS) | (st.sampled_from(samples) if samples else WHOLE)
    return asked(dict.fromkeys(names, words))


Holds = Callable[[Any], None]
