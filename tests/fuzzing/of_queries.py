"""What addresses ask for: filters, words to search for, colours, requests of harvesters."""

import re

from hypothesis import strategies as st

from iscm.publication.harvest.arguments import RefusedError, parse
from iscm.register.queries.addressed import parse_filter
from iscm.register.queries.analyser import asked as searched
from iscm.register.queries.analyser import tokens
from iscm.register.queries.filters import MOST_VALUES, VALUED
from iscm.website.colours import COLOURS, parse_colour, parse_theme, stylesheet
from iscm.website.filters import query_of
from tests.fuzzing.pieces import DATES, NAMES, WHOLE, fields_of, spoilt_words
from tests.fuzzing.targets import Target

STYLE = re.compile(r"(:root \{\s+color-scheme: (light|dark);(\n  --[a-z]+: #[0-9a-f]{6};)*\s*\}\n)?")
SLUGS = (
    "rcm",
    "RCM,gfmd",
    "data",
    "gcm",
    "som",
    "europe",
    "CH",
    "online",
    "held",
    "2024-05-01",
    "0000-00-00",
    "rcm,,rcm",
)
VERBS = ("Identify", "ListRecords", "GetRecord", "ListSets", "ListIdentifiers", "ListMetadataFormats", "identify")
ASKED = st.sampled_from(["verb", "metadataPrefix", "set", "from", "until", "identifier", "resumptionToken"])
SAID = st.sampled_from(
    [*VERBS, "oai_dc", "iscm", "meetings:rcm", "2024-05-01", "2024-05-01T10:00:00Z", "9999-12-31", "oai:x:meeting/a"]
)


def filter_is_as_its_short_address(query):
    found = parse_filter(query)
    from django.http import QueryDict

    assert parse_filter(QueryDict(query_of(found).removeprefix("?"))) == found
    assert all(len(getattr(found, name)) <= MOST_VALUES for name in VALUED)


def words_become_tokens_alone(text):
    for token in (*tokens(text), *(word for _, word in searched(text))):
        assert not set(token) & set("\"'*() \n\0:^")


def colour_is_hexadecimal_or_none(query):
    theme = parse_theme(query)
    for name in COLOURS:
        found = parse_colour(query.get(name, ""))
        assert not found or re.fullmatch("#[0-9a-f]{6}", found)
        assert parse_colour(found) == found
    assert STYLE.fullmatch(stylesheet(theme)), stylesheet(theme)


def harvester_is_understood_or_refused(pairs):
    try:
        found = parse(pairs)
    except RefusedError as error:
        assert error.code.startswith(("bad", "cannot"))
        return
    assert found.verb in VERBS


HEX = st.sampled_from(["fff", "#0a4a7d", "0A4A7D", "٣٣٣", "#12", "red", "fff;}", "light", "dark", "#fffffff", " 000 "])
TARGETS = (
    Target(
        "filters",
        fields_of([*VALUED, "from", "to", "q"], *SLUGS),
        filter_is_as_its_short_address,
        30,
        needs_register=True,
    ),
    Target("words to search for", WHOLE | spoilt_words([*NAMES, *DATES]), words_become_tokens_alone, 30),
    Target(
        "colours",
        st.dictionaries(st.sampled_from([*COLOURS, "scheme"]), HEX | WHOLE),
        colour_is_hexadecimal_or_none,
        20,
    ),
    Target(
        "requests of harvesters",
        st.lists(st.tuples(ASKED | WHOLE, SAID | WHOLE), max_size=5),
        harvester_is_understood_or_refused,
        20,
    ),
)
