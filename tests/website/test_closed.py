"""Nothing that the public can ask for tells what a closed meeting is called, is about, or who says so."""

import io
import re
import zipfile
from datetime import timedelta
from functools import partial
from urllib.parse import quote

import pypdfium2
import pytest
from django.urls import get_resolver
from django.utils.translation import override

from iscm.api.openapi import described
from iscm.domain.documents import Document as Received
from iscm.domain.materials import MaterialFacts
from iscm.register.models import Document, Material, Record
from iscm.register.operations.drafts import draft_calendar, draft_highlights
from iscm.register.operations.meeting_materials import add_file
from iscm.register.operations.publish import publish
from iscm.register.operations.reword import reword, sentences_of
from iscm.register.queries import feeding
from iscm.register.queries.paged.keyset import forget_counts
from tests.factories.closed import SECRET, TITLE, close, closed_record, fill_closed
from tests.factories.records import make_reading
from tests.register.conftest import NOW, few, put, register  # noqa: F401  # fixtures
from tests.walking import kind_of, walk

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
WORD = SECRET.lower()
# Links that one person has, and what only takes what is typed: their own tests hold them.
PRIVATE = ("suggest/reading/", "suggest/<uuid", "follow/<str", "follow/asked/")
NOT_FOR_THE_PUBLIC = ("desk/", "room/", "api/v1/submissions", *PRIVATE)
NAMED = re.compile(r"\{(\w+)\}")
PARAMETERS = {"slug": "rcm", "name": "calendar-2024", "number": "1"}
STARTS = (
    "/", "/calendar.ics", "/calendar.json", "/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/data/",
    "/calendar.ics?vague=1", "/embed/theme.css", "/publication.css", "/oai/iscm.xsd", "/api/", "/api/v1/openapi.json",
    "/sitemap/pages.xml", "/sitemap/2024.xml",
    "/calendar/2024/?view=month", "/calendar/2024/?view=year", "/calendar/2024/?view=map", "/feeds/changes.atom",
    "/highlights/2024/", "/initiatives/gcm/", "/initiatives/gcm.csv", "/editions/", "/embed/", "/embed/meetings.json",
    "/oai?verb=ListRecords&metadataPrefix=iscm", "/oai?verb=ListRecords&metadataPrefix=oai_dc", "/countries/se/",
    "/data/all.zip", "/data/2024.zip", "/library/citations.json", "/feeds/meetings.atom", "/ar/",
    "/zh-hans/highlights/2024/",
    "/themes/labour-migration/", "/mechanisms/rcm/", "/figures/2024/", "/api/v1/",
)  # fmt: skip
ASKED = (
    f"/search/?q={WORD}", f"/search/?q={quote(TITLE.lower())}", f"/calendar/2024/?q={WORD}", f"/calendar.ics?q={WORD}",
    "/calendar/2024/?kind=forum", "/calendar/2024/?theme=labour-migration", "/calendar.ics?theme=labour-migration",
    "/feeds/changes.atom?kind=forum", f"/embed/?q={WORD}", "/search/?q=visas",
)  # fmt: skip

CHANNELS = (
    "/", "/calendar/2024/", "/calendar/2024/?view=month", "/calendar/2024.csv", "/calendar/2024.pdf",
    "/calendar/2024.docx", "/calendar.ics", "/calendar.json", "/feeds/meetings.atom", "/feeds/changes.atom",
    "/oai?verb=ListRecords&metadataPrefix=iscm", "/oai?verb=ListRecords&metadataPrefix=oai_dc", "/data/all.zip",
    "/highlights/2024/", "/documents/", "/mechanisms/rcm/", "/countries/se/", "/embed/",
    "/embed/meetings.json", "/search/?q=visas", "/themes/labour-migration/", "/api/v1/meetings",
    "/api/v1/records", "/api/v1/problems", "/api/v1/documents", "/api/v1/changes", "/data/2024.zip",
)  # fmt: skip

# 409: clashes of nothing, no meeting and no idea, cannot be told.
ANSWERS = {200, 301, 302, 400, 401, 404, 409, 410}


@pytest.fixture(autouse=True)
def afresh(settings, tmp_path):
    """Files below a folder of the test's own."""
    settings.DATA_DIR = tmp_path
    forget_counts()
    with override("en"):
        yield


@pytest.fixture
def secret(put, monkeypatch):  # noqa: F811  # the fixture imported above
    """The secret was public, was published and reworded; now it is closed, and a proposal repeats it."""
    monkeypatch.setattr(feeding, "BLOCK", 3)  # so that there is an archive
    found = fill_closed(put, NOW)
    for uid, word in ((found.uid, SECRET), (found.open, "Open")):
        file = Received(f"{word}.txt", f"{word} declaration".encode())
        add_file(uid, file, MaterialFacts(f"{word} file", is_public=True), actor="ann", reason=word, now=NOW)
    publish(draft_calendar(2024), actor="ann", note=f"with the {SECRET}", now=NOW)
    (sentence, *_) = (one for one in sentences_of(2024) if found.uid in one.uids)
    reword(2024, sentence.key, f"{SECRET} met", actor="ann", reason=SECRET, now=NOW)
    close(found, LATER)
    put(make_reading(closed_record(), name="proposed", last_update=None), accept=False, now=LATER)
    put(make_reading(closed_record(title="Something new"), name=f"{SECRET} answer", reader="submission"), accept=False)
    publish(draft_highlights(2024), actor="ann", now=LATER)
    return found


def words_of(response):
    """All that an answer says, also inside of archives and documents."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return "\n".join([*(f"{name}: {value}" for name, value in response.items()), said(content)])


def said(content):
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join([name + said(archive.read(name)) for name in archive.namelist()])
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        pages = "\n".join(page.get_textpage().get_text_range() for page in document)
        return pages + str(document.get_metadata_dict()) + content.decode("latin-1")
    return content.decode("utf-8", "replace")


def every_address(client, found):
    """What a reader finds by following links, the calls of the API, and every page of a few kinds; with its answers."""
    asked = dict.fromkeys([*STARTS, *ASKED, *calls(found), *pages_of(found)])
    met = {}

    def fetch(path):
        response = client.get(path)
        assert response.status_code in ANSWERS, path
        met[path] = words_of(response)
        return met[path] if response.get("Content-Type", "").startswith("text/html") else ""

    walk(fetch, every=asked)
    return met


def pages_of(found):
    for uid in (found.uid, found.merged, found.open):
        yield from (f"/meetings/{uid}/", f"/meetings/{uid}.ics", f"/ar/meetings/{uid}/")
        for prefix in ("iscm", "oai_dc"):
            yield f"/oai?verb=GetRecord&metadataPrefix={prefix}&identifier=oai:testserver:meeting/{uid}"
    yield from (f"/materials/{uid}.{form}" for uid, form in Material.objects.values_list("uid", "form"))
    yield from (f"/documents/{key}/" for key in Document.objects.values_list("pk", flat=True))
    yield from (f"/feeds/{feed}/{number}.atom" for feed in ("changes", "meetings") for number in range(1, 6))
    yield from ("/editions/calendar-2024/1/", "/editions/calendar-2024/", "/editions/highlights-2024/1/")
    yield from ("/overlaps/clashes/2024/", "/overlaps/clashes/2024.json", "/overlaps/clashes/2024.atom")
    for form in ("pdf", "docx", "xlsx", "csv", "json", "html", "md"):
        yield f"/calendar/2024.{form}"
        yield from (f"/editions/calendar-2024/1.{form}", f"/editions/highlights-2024/1.{form}")
    yield from (f"/highlights/2024.{form}" for form in ("docx", "json", "md"))


def calls(found):
    """Every call of the API that asks, of everything; and a few ways to ask."""
    for path, call in described()["paths"].items():
        for pk in Document.objects.values_list("pk", flat=True) if "documents/{" in path else (1,):
            named = {**PARAMETERS, "uid": found.uid, "key": quote(found.record, safe=""), "pk": str(pk), "id": str(pk)}
            yield from [NAMED.sub(partial(_value, named), path)] if "get" in call else []
    for uid in (found.uid, found.merged, found.open):
        yield from (f"/api/v1/meetings/{uid}", f"/api/v1/records?meeting={uid}", f"/api/v1/problems?meeting={uid}")
    yield from (f"/api/v1/records/{quote(key, safe='')}" for key in Record.objects.values_list("key", flat=True))
    yield from (
        f"/api/v1/meetings?q={WORD}", "/api/v1/meetings?fields=uid,title,outcome,topic,links", "/api/v1/changes",
        "/api/v1/meetings?sort=-modified", "/api/v1/problems?state=open", "/api/v1/meetings?kind=forum&lang=fr",
    )  # fmt: skip


def _value(named, found):
    return named.get(found[1], named["pk"])


def telling(met):
    """What of the secret each answer tells. A reader who asks for the word gets it back as it was written."""
    told = {}
    for path, words in met.items():
        at = words.find(SECRET) if WORD in path else words.lower().find(WORD)
        if at >= 0:
            told[path] = words[max(0, at - 80) : at + 80]
    return told


def test_secret_is_nowhere_on_any_public_route(client, secret):
    met = every_address(client, secret)
    assert telling(met) == {}
    with override("en"):
        routes = {route for route in routes_of(get_resolver()) if not route.startswith(NOT_FOR_THE_PUBLIC)}
    assert routes - {kind_of(path)[1] for path in met} == set()


def test_every_channel_told_it_before(client, put):  # noqa: F811  # as above
    """The walk would find it: each of these tells the secret until the meeting is closed."""
    found = fill_closed(put, NOW)
    document = Document.objects.get(name="calendar.txt")
    channels = [
        *CHANNELS,
        f"/documents/{document.pk}/",
        f"/meetings/{found.uid}/",
        f"/meetings/{found.uid}.ics",
        f"/api/v1/meetings/{found.uid}",
    ]
    assert telling({path: words_of(client.get(path)) for path in channels}).keys() == {*channels}


def routes_of(resolver, before=""):
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        yield from routes_of(each, route) if hasattr(each, "url_patterns") else (route,)
