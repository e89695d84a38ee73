"""The frame around a page, for every template that extends `desk/base.html`, whoever renders it."""

from typing import Any

from django import template
from django.forms import BoundField
from django.template.context import Context

from iscm.desk.page import frame as frame_of

register = template.Library()


@register.filter
def bare(field: BoundField) -> BoundField:
    """The field without words inside it: its label stands above."""
    field.field.widget.attrs.pop("placeholder", None)
    return field


@register.simple_tag(takes_context=True)
def frame(context: Context) -> dict[str, Any]:
    """Rooms, languages, directions and who is signed in; `section` of the context is the room that is shown."""
    return frame_of(context["request"], context.get("section") or "")
