"""The reference facts and records that the package carries, reviewed by diff."""

from functools import cache

from iscm.data.files import HERE, frozen, load_json
from iscm.data.mechanisms import load_mechanisms
from iscm.data.schemes import load_concepts, load_initiatives, load_kinds
from iscm.data.territories import load_cities, load_territories
from iscm.domain.documents import Document
from iscm.domain.vocabulary import Vocabulary

# Oldest first: what a document says is overridden by later ones. The tracker speaks of meetings that were held, so it
# comes after the calendar that announced them.
CARRIED = ("calendar-2017", "tracker-gcm-2016-2017", "highlights-2021", "highlights-2022", "calendar-2024")


@cache
def load_vocabulary() -> Vocabulary:
    """The words a reader knows. Loaded once; every call hands back the same value."""
    return Vocabulary(
        mechanisms=load_mechanisms(),
        partners=frozen(load_json("partners.json")),
        themes=load_concepts("themes"),
        initiatives=load_initiatives(),
        kinds=load_kinds(),
        territories=load_territories(),
        cities=load_cities(),
    )


def carried_documents() -> tuple[Document, ...]:
    """The files of records that we carry instead of the documents they were read from, in the order to ingest them."""
    return tuple(Document(f"{name}.json", (HERE / "records" / f"{name}.json").read_bytes()) for name in CARRIED)
