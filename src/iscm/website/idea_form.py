"""The form of an idea of a meeting: one sentence, or field by field; what is wrong is said at its field."""

from collections.abc import Callable, Mapping
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from iscm.planning.ideas import Idea
from iscm.register.queries.idea_fields import Fault
from iscm.register.queries.ideas import read_idea
from iscm.register.queries.vocabulary import vocabulary

LONGEST = 300
MOST_WITHIN, MOST_GAP = 14, 60
AVOIDABLE = (
    ("un-week", gettext_lazy("The high-level week of the United Nations")),
    ("religious-feast", gettext_lazy("Religious feasts")),
    ("fasting", gettext_lazy("Ramadan")),
)


class IdeaForm(forms.Form):
    """An idea; every field is words, and counts over what the sentence says."""

    template_name_label = ""
    idea = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=gettext_lazy("In one sentence"),
        help_text=gettext_lazy(
            "Such as: SOM of the Prague Process, 3 days, Vilnius, week of 20 April. Or: three-day week in October or"
            " November, members of Rabat and Khartoum, avoiding UNGA week."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    mechanisms = forms.CharField(required=False, max_length=LONGEST, label=gettext_lazy("Whose meeting it is"))
    members = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=gettext_lazy("Or: whose members should be free"),
        help_text=gettext_lazy("Mechanisms by acronym or name, with commas"),
    )
    days = forms.CharField(required=False, max_length=4, label=gettext_lazy("Number of days"))
    when = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=gettext_lazy("When it may be"),
        help_text=gettext_lazy("Such as: October or November 2027; second half of May; week of 20 April"),
    )
    place = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=pgettext_lazy("of a meeting that is planned", "Cities"),
        help_text=gettext_lazy("With their countries, several with semicolons; or online"),
    )
    hosts = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=gettext_lazy("Host States"),
        help_text=gettext_lazy("Their weekends and public holidays are left out"),
    )
    avoid = forms.MultipleChoiceField(
        required=False, choices=AVOIDABLE, label=gettext_lazy("Leave out too"), widget=forms.CheckboxSelectMultiple
    )
    within = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_WITHIN,
        label=gettext_lazy("Meetings count as near within so many days"),
    )
    gap = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_GAP,
        label=gettext_lazy("Days to other meetings of the same mechanisms, at least"),
    )


WORDS = ("idea", "mechanisms", "members", "days", "when", "place", "hosts")


def asked_form(query: QueryDict) -> IdeaForm:
    """The form with what the address asks; without anything asked it is empty and holds no fault."""
    return IdeaForm(query if any(query.get(name, "").strip() for name in WORDS) else None, auto_id="idea-%s")


def idea_in(form: IdeaForm, today: date) -> Idea | None:
    """The idea of a form that asks for one; None where something is wrong, which the form then says at its fields."""
    if not form.is_bound or not form.is_valid():
        return None
    given = {name: form.cleaned_data[name] for name in WORDS}
    read = read_idea(given | {"avoid": ", ".join(form.cleaned_data["avoid"])}, vocabulary(), today)
    for fault in read.faults:
        form.add_error(fault.field if fault.field in form.fields else None, fault_in_words(fault))
    return read.idea


def fault_in_words(fault: Fault) -> str:
    """What is wrong, in the language of the page, with what was perhaps meant."""
    said = _FAULTS[fault.code]() % {"words": fault.words} if fault.code in _FAULTS else fault.message
    if not fault.suggestion:
        return said
    return gettext("%(fault)s Did you mean “%(name)s”?") % {"fault": said, "name": fault.suggestion}


_FAULTS: Mapping[str, Callable[[], str]] = {
    "mechanism-unknown": lambda: gettext("No mechanism is called “%(words)s”."),
    "state-unknown": lambda: gettext("No State is called “%(words)s”."),
    "place-unknown": lambda: gettext("No place “%(words)s” is known; write the city and its country."),
    "too-many": lambda: gettext("These are too many to be compared: take ten at most."),
    "too-long": lambda: gettext("This is too long: write it in no more than 300 letters."),
    "days-beyond": lambda: gettext("A meeting has 1 to 30 days."),
    "period-too-long": lambda: gettext("This is too long a time: take two years at most."),
    "period-too-short": lambda: gettext("So many days do not fit into the time in which it may be."),
    "avoid-unknown": lambda: gettext("It is not known how to avoid “%(words)s”."),
    "date-two-ways": lambda: gettext("“%(words)s” may be two different days; write the month in words."),
    "date-unread": lambda: gettext("“%(words)s” is no date that is understood; write it like 20–22 April 2027."),
    "past": lambda: gettext("“%(words)s” is over."),
    "unread": lambda: gettext("“%(words)s” is not understood: no mechanism, place, length or date."),
    "missing": lambda: gettext("This is needed: whose meeting it is, and when it may be."),
}
