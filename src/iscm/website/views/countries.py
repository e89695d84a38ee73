"""Countries: their seats, their calendar."""

from collections import defaultdict

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from iscm.register.queries import countries, excerpts
from iscm.website import clock
from iscm.website.alternates import feed_links
from iscm.website.conditional import versioned
from iscm.website.entries import entries
from iscm.website.labels import REGIONS, basis_label, country_name, region_name
from iscm.website.page import page

RECENT = 40
SHADES = (0, 2, 4, 6)  # a State in more mechanisms than these is a shade darker


@versioned
def countries_page(request: HttpRequest) -> HttpResponse:
    """`/countries/`: every State that sits in a mechanism or hosted a meeting, by region."""
    by_region = defaultdict(list)
    for line in countries.all_countries():
        by_region[line.region_m49].append((country_name(line.alpha_2), line))
    groups = [
        (code, region_name(code), sorted(by_region[code], key=lambda pair: pair[0]))
        for code in REGIONS
        if by_region[code]
    ]
    seated = sorted((line.alpha_2, line.mechanisms) for _, _, lines in groups for _, line in lines if line.mechanisms)
    shades = [(code, sum(number > most for most in SHADES)) for code, number in seated]
    return page(request, "countries", "countries", title=gettext("Countries"), groups=groups, shades=shades)


@versioned
def country_page(request: HttpRequest, code: str) -> HttpResponse:
    """`/countries/{iso2}/`: capital letters in an address lead to small ones."""
    if code != code.lower():
        return HttpResponsePermanentRedirect(reverse("country", kwargs={"code": code.lower()}))
    found = countries.find_country(code.upper())
    if found is None:
        raise Http404
    country, seats = found
    today = clock.today()
    held, hosted = excerpts.of_country(country.alpha_2, today), excerpts.hosted_in(country.alpha_2, today)
    there = hosted.rows[::-1]
    return page(
        request,
        "country",
        "countries",
        title=country_name(country.alpha_2),
        country=country,
        region=region_name(country.subregion_m49) if country.subregion_m49 else "",
        seats=[(seat, basis_label(seat.basis)) for seat in seats if seat.role == "member"],
        observes=[seat for seat in seats if seat.role != "member"],
        next=entries(held.coming),
        hosted=entries(there),
        hosted_number=len(there) if hosted.is_whole else hosted.number,
        elsewhere=hosted.years,
        shown=len(there),
        narrowed=f"?country={country.alpha_2}",
        past=entries(held.past[::-1][:RECENT]),
        past_number=len(held.past) if held.is_whole else None,
        sentence=_sentence(country.mechanisms, country.hosted),
        codes=[country.alpha_2],
        feed=f"{reverse('feed')}?country={country.alpha_2}",
        alternates=feed_links(f"?country={country.alpha_2}"),
    )


def _sentence(mechanisms: int, hosted: int) -> str:
    seats = ngettext("Named as a member of %(n)s mechanism", "Named as a member of %(n)s mechanisms", mechanisms)
    held = ngettext("%(n)s meeting held there", "%(n)s meetings held there", hosted)
    parts = [seats % {"n": mechanisms}, held % {"n": hosted}]
    return gettext("%(sentence)s.") % {"sentence": gettext("; ").join(parts)}
