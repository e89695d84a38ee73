"""A meeting or a correction as people write it: the form, what it begins with, and what is understood of it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext, gettext_lazy

from iscm.domain.addresses import followable
from iscm.domain.listing import PlaceRow
from iscm.domain.problems import Severity
from iscm.register.operations.submit import preview
from iscm.register.queries.meeting import MeetingDetail
from iscm.register.queries.vocabulary import vocabulary
from iscm.website.dates import in_words
from iscm.website.defence import links_in
from iscm.website.entries import shown_title
from iscm.website.labels import attendance_label, kind_label, labels

VALUES = ("title", "mechanism", "date", "place", "attendance", "status", "outcome", "links")
READ = ("date", "place", "mechanism")
"""The values of which we say at once how they were understood."""
WAS = "was-"
MOST_LINKS, MOST_LINKS_IN_WORDS = 10, 2

ATTENDANCES = (
    ("", gettext_lazy("not known")),
    ("in-person", gettext_lazy("in person")),
    ("online", gettext_lazy("online")),
    ("hybrid", gettext_lazy("hybrid")),
)
STATUSES = (
    ("", gettext_lazy("as it stands")),
    ("confirmed", gettext_lazy("confirmed")),
    ("postponed", gettext_lazy("postponed")),
    ("cancelled", gettext_lazy("cancelled")),
    ("held", gettext_lazy("held")),
)


class SuggestionForm(forms.Form):
    """What may be typed; whatever comes is kept and shown again beside what is wrong with it."""

    use_required_attribute = False
    title = forms.CharField(
        label=gettext_lazy("Title of the meeting"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )
    mechanism = forms.CharField(
        label=gettext_lazy("Mechanism"),
        max_length=1000,
        required=False,
        widget=forms.TextInput({"list": "names"}),
        help_text=gettext_lazy("Name or acronym; several with semicolons between them."),
    )
    date = forms.CharField(
        label=gettext_lazy("Date"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As you would write it: “12–14 May 2027”, “second half of 2027, to be confirmed”."),
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("City and country, or “online”."),
    )
    attendance = forms.ChoiceField(label=gettext_lazy("How one takes part"), choices=ATTENDANCES, required=False)
    status = forms.ChoiceField(label=gettext_lazy("Does it take place?"), choices=STATUSES, required=False)
    outcome = forms.CharField(
        label=gettext_lazy("Outcome"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3})
    )
    links = forms.CharField(
        label=gettext_lazy("Addresses of pages or documents"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "ltr", "spellcheck": "false"}),
        help_text=gettext_lazy("One a line. A page of the mechanism or of its host is the best proof."),
    )
    note = forms.CharField(
        label=gettext_lazy("How do you know? Anything else?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("For the editors only; it is not published."),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name or office"),
        max_length=100,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
        help_text=gettext_lazy("If you like. For the editors only; it is not published."),
    )
    contact = forms.EmailField(
        label=gettext_lazy("Your mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
        help_text=gettext_lazy("If you want the answer by mail. It is deleted once the answer was sent."),
    )

    def __init__(self, data: Any = None, *, is_new: bool, initial: Mapping[str, str] | None = None) -> None:
        super().__init__(data, auto_id="f-%s", initial=dict(initial or {}))
        self.is_new = is_new
        if is_new:
            del self.fields["status"], self.fields["outcome"]

    def clean_title(self) -> str:
        """A meeting that the register does not hold needs one."""
        title = str(self.cleaned_data["title"])
        if self.is_new and not title:
            raise forms.ValidationError(gettext("Please say what the meeting is called, or what it is about."))
        return title

    def clean_name(self) -> str:
        """Without signs that nobody sees."""
        return "".join(sign for sign in str(self.cleaned_data["name"]) if sign.isprintable())

    def clean_links(self) -> str:
        """Some, each of which may be followed."""
        links = str(self.cleaned_data["links"])
        lines = links.split()
        if len(lines) > MOST_LINKS:
            raise forms.ValidationError(gettext("At most %(most)s addresses, please.") % {"most": MOST_LINKS})
        if bad := next((line for line in lines if not followable(line)), ""):
            wrong = gettext("“%(words)s” is no address of a page; it begins with https://.") % {"words": bad[:80]}
            raise forms.ValidationError(wrong)
        return links

    def clean(self) -> None:
        """Addresses of pages have their own field."""
        for name in ("title", "mechanism", "date", "place", "outcome", "note", "name"):
            if links_in(str(self.cleaned_data.get(name, ""))) > MOST_LINKS_IN_WORDS:
                self.add_error(name, gettext("Please put addresses of pages into their own field."))

    def changed_values(self) -> dict[str, str]:
        """What was typed and is not what the form began with."""
        typed = {name: str(self.cleaned_data.get(name, "")) for name in (*VALUES, "note") if name in self.fields}
        changed = {name: words for name, words in typed.items() if words and not _same(words, self._was(name))}
        # A place says by the way how one takes part; what the form says of that goes with it.
        return changed | ({"attendance": typed["attendance"]} if "place" in changed and typed["attendance"] else {})

    def _was(self, name: str) -> str:
        return str(self.data.get(WAS + name, ""))


def beginning(found: MeetingDetail | None) -> dict[str, str]:
    """What the form begins with: a meeting as its page shows it to everybody."""
    if found is None:
        return {}
    row = found.row
    return {
        "title": row.title,
        "mechanism": "; ".join(party.acronym for party in row.parties),
        "date": in_words(row.edtf, row.date_status) if row.edtf else "",
        "place": labels().places(row.places),
        "attendance": row.attendance if row.attendance in dict(ATTENDANCES) else "",
        "outcome": row.outcome,
        "links": "\n".join(url for link in found.links if (url := followable(link.get("url")))),
    }


def readings(values: Mapping[str, str], year: int | None) -> tuple[dict[str, str], dict[str, str]]:
    """How values were understood, and of which nothing or not all was, in words and by value."""
    understood = preview(dict(values), vocabulary(), lang=get_language() or "en", year=year)
    said = {name: said_of(understood.values[name]) for name in READ if name in understood.values}
    doubted = {found.locator.element for found in understood.problems if found.severity is Severity.ERROR}
    wrong = {name: _advice(name) for name in READ if name in values and (name in doubted or not said.get(name))}
    return {name: words for name, words in said.items() if words}, wrong


def said_of(facts: Mapping[str, Any]) -> str:
    """What claims say, in the language of the page; empty if they say nothing that we show."""
    parts = []
    if facts.get("edtf"):
        parts.append(in_words(facts["edtf"], facts.get("date_status") or "confirmed"))
    if places := facts.get("places"):
        parts.append(labels().places(PlaceRow(one.get("city") or "", one.get("country") or "") for one in places))
    if (attendance := facts.get("attendance")) in {"online", "hybrid"}:
        parts.append(attendance_label(attendance))
    parts += [labels().mechanism(slug) for slug in facts.get("mechanisms") or ()]
    return ", ".join(part for part in parts if part)


def told(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was understood of a submission, line by line."""
    lines = [
        (gettext("Title"), shown_title(facts.get("title") or "") if "title" in facts else ""),
        (gettext("Mechanisms"), said_of({"mechanisms": facts.get("mechanisms")})),
        (gettext("Date"), said_of({"edtf": facts.get("edtf"), "date_status": facts.get("date_status")})),
        (gettext("Place"), said_of({"places": facts.get("places"), "attendance": facts.get("attendance")})),
        (gettext("Kind"), kind_label(facts["kind"]) if facts.get("kind") else ""),
        (gettext("Outcome"), facts.get("outcome") or ""),
        (gettext("Materials"), ", ".join(link.get("url") or "" for link in facts.get("links") or ())),
    ]
    return [(label, words) for label, words in lines if words]


def _advice(name: str) -> str:
    if name == "date":
        return gettext("We cannot read this as a date. An editor will; or write it like “12–14 May 2027”.")
    if name == "place":
        return gettext("We do not know all of this place. An editor will look; or write city and country.")
    return gettext("We do not know all of these mechanisms. An editor will look; or take a name from the list.")


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
