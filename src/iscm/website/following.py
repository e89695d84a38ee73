"""The form for following: what is followed, how often, in which language."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from iscm.register.operations.follow import AT_ONCE, MOST_WISHES, WEEKLY, Following
from iscm.register.queries import countries, mechanisms, themes
from iscm.register.queries.following import Wishes
from iscm.website.labels import country_name, theme_label

RHYTHMS = (
    (WEEKLY, gettext_lazy("once a week")),
    (AT_ONCE, gettext_lazy("changes of dates at once, the rest once a week")),
)
CHOSEN = ("mechanism", "theme", "country")


class FollowForm(forms.Form):
    """What may be chosen; without a choice, everything."""

    use_required_attribute = False
    address = forms.EmailField(
        label=gettext_lazy("Your mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
        help_text=gettext_lazy("It is used for this alone, shown to nobody, and deleted when you stop."),
    )
    mechanism = forms.MultipleChoiceField(
        label=gettext_lazy("Mechanisms"), required=False, widget=forms.CheckboxSelectMultiple
    )
    theme = forms.MultipleChoiceField(label=gettext_lazy("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    country = forms.MultipleChoiceField(
        label=gettext_lazy("Countries"), required=False, widget=forms.CheckboxSelectMultiple
    )
    rhythm = forms.ChoiceField(label=gettext_lazy("How often"), choices=RHYTHMS, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def __init__(self, data: Any = None, *, is_known: bool = False, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="f-%s", initial=dict(initial or {}))
        if is_known:
            del self.fields["address"]
        for name, values in choices().items():
            cast("forms.MultipleChoiceField", self.fields[name]).choices = values

    def clean(self) -> None:
        """More than so many is everything."""
        for name in CHOSEN:
            if len(self.cleaned_data.get(name, ())) > MOST_WISHES:
                self.add_error(
                    name, gettext("Choose at most %(most)s, or nothing for everything.") % {"most": MOST_WISHES}
                )

    def wishes(self) -> Wishes:
        """What was chosen."""
        return Wishes(*(tuple(self.cleaned_data[name]) for name in CHOSEN))


def choices() -> dict[str, list[tuple[str, str]]]:
    """What may be followed, in the order of the words."""
    return {
        "mechanism": _by_words((line.slug, _named(line.acronym, line.name)) for line in mechanisms.all_mechanisms()),
        "theme": _by_words((line.slug, theme_label(line.slug, line.label)) for line in themes.all_themes()),
        "country": _by_words((line.alpha_2, country_name(line.alpha_2)) for line in countries.all_countries()),
    }


def held(reader: Following) -> dict[str, Any]:
    """What the form of somebody who follows begins with."""
    wishes = reader.wishes
    chosen = dict(zip(CHOSEN, (wishes.mechanisms, wishes.themes, wishes.countries), strict=True))
    return {**{name: list(values) for name, values in chosen.items()}, "rhythm": reader.rhythm, "language": reader.lang}


def _by_words(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def _named(acronym: str, name: str) -> str:
    return name if acronym in name else f"{acronym}: {name}"
