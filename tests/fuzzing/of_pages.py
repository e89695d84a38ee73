"""Requests: every public page and call of the API, whatever its address, query, form or body says."""

import json
from urllib.parse import quote

from django.test import Client
from django.urls import get_resolver
from django.utils.translation import override
from hypothesis import strategies as st

from tests.attacks.routes import example_of, routes
from tests.fuzzing.of_queries import ASKED, SAID, SLUGS, VERBS
from tests.fuzzing.pieces import DATES, WHOLE, fields_of
from tests.fuzzing.targets import Target

NAMES = (
    *(
        "mechanism",
        "theme",
        "initiative",
        "kind",
        "region",
        "country",
        "attendance",
        "status",
        "from",
        "to",
        "q",
        "view",
        "page",
    ),
    *(
        "year",
        "lang",
        "since",
        "limit",
        "cursor",
        "sort",
        "fields",
        "vague",
        "scheme",
        "paper",
        "ink",
        "accent",
        "within",
        "days",
    ),
    *(
        "when",
        "place",
        "idea",
        "members",
        "hosts",
        "avoid",
        "gap",
        "meeting",
        "document",
        "code",
        "state",
        "near",
        "reader",
        "uid",
    ),
)
VALUES = (*SLUGS, *DATES, "month", "map", "year", "1", "-1", "99999", "date", "-modified", "uid,title", "true", "2024")
CLIENT = Client(raise_request_exception=True, headers={"host": "testserver"})


def every_public_route():
    from django.urls import URLPattern  # noqa: F401  # the resolver loads all of them

    with override("en"):
        return sorted(one.route for one in routes(get_resolver()) if not one.route.startswith(("desk/", "room/")))


def page_answers(case):
    route, query, place = case
    path = "/" + example_of(route, place=place)
    answered(CLIENT.get(f"{path}?{query.urlencode()}"))


def answered(response):
    assert response.status_code < 500
    if response.streaming:
        b"".join(response.streaming_content)


def harvester_is_answered(pairs):
    query = "&".join(f"{quote(name, errors='replace')}={quote(value, errors='replace')}" for name, value in pairs)
    answered(CLIENT.get(f"/oai?{query}"))


def form_is_answered(case):
    path, asked = case
    answered(CLIENT.post(path, asked.urlencode(), content_type="application/x-www-form-urlencoded"))


def body_is_answered(case):
    content, kind = case
    answered(CLIENT.post("/api/v1/submissions", content, content_type=kind, headers={"Authorization": "Bearer iscm_x"}))


PLACES = st.none() | st.sampled_from(
    ["rcm", "2024", "0", "99999999999999999999", "CH", "data", "%00", "..", "csv", "٣"]
)
FORMS = st.sampled_from(
    ["/suggest/", "/suggest/reading/", "/follow/", "/follow/x/stop/", "/sign-in/", "/password/forgotten/"]
)
TYPED = fields_of(
    [
        "title",
        "date",
        "place",
        "links",
        "address",
        "mechanism",
        "rhythm",
        "language",
        "login",
        "password",
        "email",
        "uid",
        "next",
    ]
)
BODIES = st.recursive(
    WHOLE | st.integers(),
    lambda one: st.dictionaries(WHOLE | st.sampled_from(["values", "about"]), one, max_size=3),
    max_leaves=4,
)
TARGETS = (
    Target(
        "pages and calls",
        st.tuples(st.deferred(lambda: st.sampled_from(every_public_route())), fields_of(NAMES, *VALUES), PLACES),
        page_answers,
        6,
        needs_register=True,
    ),
    Target(
        "harvesters",
        st.lists(st.tuples(ASKED, SAID | WHOLE | st.sampled_from(VERBS)), max_size=4),
        harvester_is_answered,
        4,
        needs_register=True,
    ),
    Target("public forms", st.tuples(FORMS, TYPED), form_is_answered, 2, needs_register=True),
    Target(
        "bodies of calls",
        st.tuples(
            BODIES.map(json.dumps) | WHOLE,
            st.sampled_from(["application/json", "text/plain", "", "multipart/form-data; boundary=x"]),
        ),
        body_is_answered,
        2,
        needs_register=True,
    ),
)
