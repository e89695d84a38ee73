"""The register for harvesters: OAI-PMH 2.0."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from iscm.publication.formats import oai
from iscm.publication.harvest import own_format
from iscm.publication.harvest.arguments import RefusedError, parse
from iscm.publication.harvest.values import stamp_of
from iscm.publication.labels import Labels
from iscm.publication.words import words_in
from iscm.register.queries.vocabulary import vocabulary as current_vocabulary
from iscm.website.conditional import answer_by_version
from iscm.website.harvesting import Place, answer
from iscm.website.opendata import terms
from iscm.website.page import in_english

UNREPEATED = {"badVerb", "badArgument"}
"""Errors after which the arguments are not repeated: they may be anything."""


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def repository(request: HttpRequest) -> HttpResponse:
    """`/oai?verb=…`: any verb of the protocol; a harvester may also post the arguments as a form."""
    sent = request.POST if request.method == "POST" else request.GET
    pairs = [(name, value) for name, values in sent.lists() for value in values]
    place = _place(request)
    echo = dict(pairs)
    try:
        content = answer(parse(pairs), place)
    except RefusedError as error:
        content = oai.error(error.code, str(error))
        echo = {} if error.code in UNREPEATED else echo
    said = oai.Answer(stamp_of(datetime.now(tz=UTC)), place.repository.address, echo)
    return _xml(oai.render(said, content))


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """`/oai/iscm.xsd`: the description of our own format."""
    return answer_by_version(request, [], lambda: _xml(own_format.schema()))


def _place(request: HttpRequest) -> Place:
    """Identifiers have the host of SITE_URL; without it that of the request, so that it should be set."""
    site = settings.SITE_URL or request.build_absolute_uri("/").removesuffix("/")
    host = urlsplit(site).hostname or "localhost"
    held = terms()
    pages = site + in_english("meeting", uid="0").removesuffix("0/")
    contact = settings.CONTACT or f"postmaster@{host if '.' in host else f'{host}.invalid'}"
    return Place(
        oai.Repository(held.publisher_name, site + reverse("oai"), host, contact),
        held,
        Labels(current_vocabulary(), words_in("en")),
        site + reverse("oai-schema"),
        lambda uid: f"{pages}{uid}/",
    )


def _xml(content: bytes) -> HttpResponse:
    headers = {"Access-Control-Allow-Origin": "*"}
    return HttpResponse(content, content_type="text/xml; charset=utf-8", headers=headers)
