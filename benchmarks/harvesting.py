"""Harvesting: one page of each kind of list, and the whole register to the end as a harvester follows its tokens."""

from collections.abc import Iterator

from lxml import etree

from benchmarks.measuring import Measure, measure

TOKEN = ".//{http://www.openarchives.org/OAI/2.0/}resumptionToken"
PAGES = {
    "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc": 0.15,
    "/oai?verb=ListRecords&metadataPrefix=oai_dc": 0.3,
    "/oai?verb=ListRecords&metadataPrefix=iscm": 0.3,
    "/oai?verb=ListRecords&metadataPrefix=oai_dc&set=mechanism:rcm": 0.3,
}


def measure_harvesting() -> Iterator[Measure]:
    """Pages of 100 of the built register, made afresh, then all of it."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    for path, target in PAGES.items():
        yield measure("feeds", path, lambda path=path: client.get(path), target=target)

    def harvest() -> int:
        """Follow the tokens; how many pages there are."""
        pages, asked = 1, {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
        while token := etree.fromstring(client.get("/oai", asked).content).findtext(TOKEN):
            pages, asked = pages + 1, {"verb": "ListRecords", "resumptionToken": token}
        return pages

    yield measure("feeds", f"harvest to the end, {harvest()} pages", harvest, runs=3)
