"""The materials of a meeting, for the page of a meeting to include."""

from typing import Any

from django import template
from django.template.context import Context

from iscm.desk.materials import section_of

register = template.Library()


@register.inclusion_tag("desk/materials/section.html", takes_context=True)
def materials_section(context: Context, uid: str) -> dict[str, Any]:
    """The section with its forms."""
    return section_of(context["request"], uid)
