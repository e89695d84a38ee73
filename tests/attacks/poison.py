"""Hostile words in every field of the register that holds words, straight into the rows: no way in has cleaned them.

Which columns hold words is worked out from the models: all columns of text and JSON but those named here, whose values
are codes, keys, hashes, moments or numbers that only we write. A new column is poisoned until it is named here.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db import models

CODES = {
    "ApiKey": "prefix digest mechanism",
    "Body": "states",
    "CacheEntry": "cache_key value",
    "Claim": "field lang",
    "Concept": "scheme slug broader level replaced_by keywords",
    "Document": "sha256 reader lang source_key",
    "Edition": "name kind about choice digest",
    "EditionFile": "lang form sha256",
    "EditionText": "lang sha256",
    "Follower": "key address lang rhythm mechanisms themes countries",
    "IndexEntry": "locator",
    "Anniversary": "locator",
    "Initiative": "slug kind adopted held targets",
    "Judgement": "left right verdict",
    "LinkCheck": "digest state archived etag last_modified url",
    "Mailing": "kind",
    "Material": "uid form kind lang",
    "MaterialStamp": "name title_key digest sets",
    "Mechanism": "slug level regions status chair_states languages formal_association held chair_as_of",
    "MechanismName": "lang since until",
    "MechanismReference": "accessed",
    "Meeting": "uid lang edtf precision date_status status attendance kind merged_with withheld",
    "MeetingCitation": "occurrence relation chosen",
    "MeetingInitiative": "basis",
    "MeetingMechanism": "role",
    "MeetingPlace": "country",
    "MeetingTheme": "basis",
    "Membership": "basis as_of",
    "Objective": "themes",
    "Party": "role since until basis",
    "PlanRun": "wishes form fixed start state progress found machine",
    "PostingRight": "mechanism right",
    "Problem": "key code severity locator",
    "Proposal": "left right verdict",
    "Publication": "title_key kind lang locator",
    "Received": "sha256",
    "Record": "key locator paragraph lang",
    "Relation": "kind",
    "Revision": "action object_type object_key previous digest",
    "RoleGrant": "role mechanism",
    "RoomLink": "link mechanism lang",
    "RoomNote": "mechanism owner part lang",
    "SearchChange": "kind key",
    "SearchEntry": "kind key title_tokens body_tokens",
    "SearchSent": "mark sending",
    "Series": "key kind",
    "SignIn": "outcome method network",
    "Stamp": "name",
    "StatedFact": "field item since until",
    "Statement": "sha256 about slug accessed",
    "Submission": "uid mechanism about kind lang owner request_key request_digest",
    "Survey": "key initiative phase",
    "SurveyAnswer": "mechanism state lang owner",
    "SurveyMail": "mechanism kind address",
    "Tally": "what key basis",
    "Territory": "alpha_2 alpha_3 numeric region_m49 subregion_m49",
    "Visit": "source outcome",
    "VisitPart": "outcome sha256 said etag last_modified",
    "Wording": "key lang uids facts_digest",
}
# Names within JSON whose values are codes: the rest is words, or an address.
CODES_WITHIN = frozenset(
    {"mechanism", "role", "edtf", "country", "slug", "basis", "uid", "key", "lang", "form", "kind", "name", "relation"}
    | {"field", "status", "date_status", "attendance", "page", "row", "line_first", "line_last", "sheet", "cell", "ids"}
    | {"digest", "element", "document", "states", "since", "until", "weight", "verdict", "occurrence", "id", "did.9"}
)
CODE = re.compile(r"[a-z0-9:._-]*|[0-9X/.\[\]{},~?%-]+|[A-Z]{2}")
"""A value within JSON that is a slug, a date or the code of a State."""
ADDRESSES = frozenset({"url", "website", "source", "moved_to", "address", "seen_in"})
EVIL = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:7 }}{% x %}[a](javascript:alert(1))]]></title>"
)
SHORT = "'\"><b onx=1>"
# No way in lets another kind of address through (`test_ways_in.py`).
EVIL_ADDRESS = "https://evil.example/?(a)=*&lt;b&amp;c#%22%3E"


def marker(place: str) -> str:
    """A word that no other field has: it tells in an output where its words come from."""
    return "zq" + "".join(letter for letter in place.lower() if letter.isalnum()) + "qz"


def hostile(place: str, longest: int | None = None) -> str:
    """The words for a field: they begin like a formula and hold a bit of every language that somebody may run."""
    said = f"={marker(place)} {EVIL}"
    return said if longest is None or len(said) <= longest else f"{marker(place)}{SHORT}"[:longest]


def every_field() -> dict[str, models.Field]:
    """Every column of words of the register, as `Model.column`."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    return {
        f"{model.__name__}.{field.name}": field
        for model in apps.get_app_config("register").get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, kinds) and field.name not in CODES.get(model.__name__, "").split()
    }


def named_in_vain() -> list[str]:
    """What `CODES` names without there being such a column."""
    known = {
        model.__name__: {one.name for one in model._meta.get_fields()}
        for model in apps.get_app_config("register").get_models()
    }
    return [
        f"{model}.{name}"
        for model, names in CODES.items()
        for name in names.split()
        if name not in known.get(model, ())
    ]


def poison() -> None:
    """Write hostile words into every field of every row that there is."""
    for place, field in every_field().items():
        for pk, held in list(field.model._base_manager.values_list("pk", field.name)):
            words = _poisoned(place, field, held)
            if words != held:
                field.model._base_manager.filter(pk=pk).update(**{field.name: words})


def _poisoned(place: str, field: models.Field, held: Any) -> Any:
    if isinstance(field, models.JSONField):
        return _within(place, held)
    if field.name in ADDRESSES:
        return f"{EVIL_ADDRESS}{marker(place)}" if held else held
    words = hostile(place, field.max_length)
    return f"{held[:12]} {words}"[: field.max_length] if field.unique and held else words


def _within(place: str, held: Any, name: str = "") -> Any:
    """The same value with hostile words in the place of its words."""
    if isinstance(held, Mapping):
        return {key: _within(place, one, key) for key, one in held.items()}
    if isinstance(held, list):
        return [_within(place, one, name) for one in held]
    if not isinstance(held, str) or name in CODES_WITHIN or CODE.fullmatch(held):
        return held
    return f"{EVIL_ADDRESS}{marker(place)}" if name in ADDRESSES else hostile(place)


def seen_in(said: str, places: Iterable[str]) -> set[str]:
    """The fields whose words stand in an output."""
    folded = said.lower()
    return {place for place in places if marker(place) in folded}
