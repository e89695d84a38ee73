"""The materials of a meeting as the desk shows them, and what an editor types about one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext, gettext_lazy

from iscm.desk.uploading import refusal_in_words
from iscm.domain.errors import FileRefusedError, IscmError
from iscm.domain.materials import MaterialFacts, MaterialKind, MaterialLine
from iscm.reading.layouts.limits import MAX_BYTES
from iscm.register.queries.meeting_materials import materials_of

KINDS: dict[MaterialKind, Promise] = {
    MaterialKind.DECLARATION: gettext_lazy("declaration"),
    MaterialKind.REPORT: gettext_lazy("report"),
    MaterialKind.AGENDA: gettext_lazy("agenda"),
    MaterialKind.CONCEPT_NOTE: gettext_lazy("concept note"),
    MaterialKind.PRESENTATION: gettext_lazy("presentation"),
    MaterialKind.STUDY: gettext_lazy("study"),
    MaterialKind.OTHER: gettext_lazy("something else"),
}
LANGS = ("ar", "en", "es", "fr", "pt", "ru", "zh-hans")
NEW = "new"


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that was sent: of which material ("new" for none), what is wrong with it, and what was typed."""

    about: str = ""
    wrong: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShownMaterial:
    """A material with what its form begins with."""

    line: MaterialLine
    kind: str
    values: Mapping[str, str]
    wrong: str


def said_of(error: IscmError) -> str:
    """Why a file or a link is not taken, in the language of the page."""
    if isinstance(error, FileRefusedError):
        return refusal_in_words(error)
    words = str(error)
    return f"{words[:1].upper()}{words[1:]}."


def facts_of(sent: QueryDict) -> MaterialFacts:
    """What a form says of a material; what it cannot say counts as not said."""
    kind, lang = sent.get("kind", ""), sent.get("lang", "")
    return MaterialFacts(
        title=sent.get("title", ""),
        kind=MaterialKind(kind) if kind in {*MaterialKind} else MaterialKind.OTHER,
        lang=lang if lang in LANGS else "und",
        is_public=sent.get("public", "") == "yes",
    )


def section_of(request: HttpRequest, uid: str, typed: Typed | None = None) -> dict[str, Any]:
    """What the section of a meeting's materials shows. Two queries."""
    typed = typed or Typed()
    lines = materials_of(uid, is_public=False)
    return {
        "uid": uid,
        "csrf_token": get_token(request),
        "materials": [_shown(one, typed) for one in lines if not one.is_removed],
        "removed": [one for one in lines if one.is_removed],
        "added": typed.values if typed.about == NEW else {},
        "wrong": typed.wrong if typed.about == NEW else "",
        "kinds": [(kind.value, words) for kind, words in KINDS.items()],
        "langs": [(code, get_language_info(code)["name_translated"]) for code in LANGS],
        "largest": MAX_BYTES // 2**20,
    }


def _shown(one: MaterialLine, typed: Typed) -> ShownMaterial:
    public = "yes" if one.is_public else "" if one.is_awaited else "no"
    held = {"title": one.title, "kind": one.kind.value, "lang": one.lang, "public": public}
    is_typed = typed.about == one.uid
    kind = str(KINDS[one.kind]) if one.kind is not MaterialKind.OTHER else gettext("of no kind yet")
    return ShownMaterial(one, kind, typed.values if is_typed else held, typed.wrong if is_typed else "")
