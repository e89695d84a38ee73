"""The files and links of a meeting in words: what each is, how large, in which language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext, gettext_lazy

from iscm.domain.addresses import followable
from iscm.domain.files import name_for
from iscm.domain.materials import MaterialKind, MaterialLine

KINDS: dict[MaterialKind, Promise] = {
    MaterialKind.DECLARATION: gettext_lazy("declaration"),
    MaterialKind.REPORT: gettext_lazy("report"),
    MaterialKind.AGENDA: gettext_lazy("agenda"),
    MaterialKind.CONCEPT_NOTE: gettext_lazy("concept note"),
    MaterialKind.PRESENTATION: gettext_lazy("presentation"),
    MaterialKind.STUDY: gettext_lazy("study"),
}


@dataclass(frozen=True, slots=True)
class ShownMaterial:
    """A material as a list shows it; `says` are its kind, form and language in words. A link `is_elsewhere`."""

    href: str
    title: str
    lang: str
    says: str
    is_elsewhere: bool


def shown_materials(lines: Iterable[MaterialLine]) -> list[ShownMaterial]:
    """The materials that a page may lead to."""
    return [_shown(one) for one in lines if one.form or followable(one.url)]


def _shown(one: MaterialLine) -> ShownMaterial:
    href = one.url or reverse("material", kwargs={"uid": one.uid, "form": one.form})
    said = (str(KINDS.get(one.kind, "")), _form(one), _language(one.lang))
    lang = "" if one.lang == "und" else one.lang
    return ShownMaterial(href, one.title, lang, gettext(", ").join(part for part in said if part), bool(one.url))


def _form(one: MaterialLine) -> str:
    """The form as people call it, which is that of its name, with its size."""
    if one.url:
        return ""
    form = name_for(one.name, one.form).rpartition(".")[2].upper()
    return gettext("%(form)s of %(size)s") % {"form": form, "size": filesizeformat(one.size)}


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return ""
