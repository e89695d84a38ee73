"""The fields of the form of a meeting: what each is called, how it is filled in, whose claims stand beside it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Input:
    """A field of the form: `claims` is the field of its claims.

    Its `kind` is text, area, select, number, mechanisms, topics or bodies.
    """

    name: str
    label: Promise
    claims: str
    kind: str = "text"
    note: str | Promise = ""


INPUTS = (
    Input("title", gettext_lazy("Title"), "title", "area"),
    Input(
        "date",
        gettext_lazy("Date"),
        "edtf",
        note=gettext_lazy(
            "As people write it: “2–4 May 2027”, “second half of 2027, tbc”, “2027-05”. Empty: not known."
        ),
    ),
    Input(
        "place",
        gettext_lazy("Place"),
        "places",
        note=gettext_lazy("City, country; several with semicolons: “Geneva, Switzerland; Bangkok, Thailand”."),
    ),
    Input("attendance", gettext_lazy("Attendance"), "attendance", "select"),
    Input("mechanism", gettext_lazy("Mechanisms"), "mechanisms", "mechanisms"),
    Input("kind", gettext_lazy("Kind"), "kind", "select"),
    Input("status", gettext_lazy("Status"), "status", "select"),
    Input("outcome", gettext_lazy("Outcome"), "outcome", "area"),
    Input("topic", gettext_lazy("About"), "topic", "area"),
    Input("themes", gettext_lazy("Themes"), "themes", "topics"),
    Input("initiatives", gettext_lazy("Initiatives"), "initiatives", "topics"),
    Input("bodies", gettext_lazy("Bodies"), "bodies", "bodies"),
    Input(
        "prepares",
        gettext_lazy("Prepares"),
        "prepares",
        note=gettext_lazy("The name of a meeting. Which one of the register it is, is said below."),
    ),
    Input(
        "side_event_of",
        gettext_lazy("Side event of"),
        "side_event_of",
        note=gettext_lazy("The name of a meeting. Which one of the register it is, is said below."),
    ),
    Input("links", gettext_lazy("Links"), "links", "area", gettext_lazy("One a line: what it is, then its address.")),
    Input("ordinal", gettext_lazy("Number in its series"), "ordinal", "number"),
    Input(
        "count",
        gettext_lazy("Stands for how many meetings"),
        "count",
        "number",
        gettext_lazy("Empty: several, and nobody knows how many."),
    ),
    Input("closed", gettext_lazy("Open to the public"), "closed", "select"),
)
NAMES = tuple(one.name for one in INPUTS)
BY_NAME = {one.name: one for one in INPUTS}
