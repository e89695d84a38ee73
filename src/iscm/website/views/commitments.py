"""What one State has to attend: where it sits, its meetings of a year, and when it is bound most."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from iscm.planning.commitments import Busy, Commitment
from iscm.register.queries import meetings
from iscm.register.queries.overlaps import CountryFacts, country_facts
from iscm.register.queries.planning import states
from iscm.register.queries.vocabulary import vocabulary
from iscm.website import clock
from iscm.website.conditional import versioned
from iscm.website.dates import day_in_words, page_words
from iscm.website.entries import entries
from iscm.website.labels import country_name
from iscm.website.page import page
from iscm.website.pairs import shown_clash
from iscm.website.sharing import SeatsLine, all_href, seats_line, usual_year
from iscm.website.views.calendar import FIRST_YEAR, LAST_YEAR

SHOWN = 30  # pairs, and many more where that is asked for
MOST = 1_000  # of them
MEETINGS = 200  # of a year, and all of them where that is asked for
AHEAD = 20  # meetings that are still to come


@versioned
def country_page(request: HttpRequest, code: str) -> HttpResponse:
    """`/overlaps/countries/mt/?year=2024`: where a State sits, what it attends, when it is bound most."""
    if code != code.lower():
        return HttpResponsePermanentRedirect(reverse("overlaps-country", kwargs={"code": code.lower()}))
    if code.upper() not in vocabulary().territories:
        raise Http404
    today, year = clock.today(), _year(request)
    everything = "all" in request.GET
    facts = country_facts(code.upper(), year, today, MOST if everything else SHOWN)
    return page(
        request,
        "overlaps/country",
        "overlaps",
        title=gettext("Commitments: %(country)s") % {"country": country_name(facts.code)},
        country=country_name(facts.code),
        code=facts.code,
        year=year,
        years=[each.year for each in meetings.years()],
        sentence=_country_sentence(facts),
        seats=[_commitment(one) for one in facts.commitments],
        ahead=entries(facts.ahead[:AHEAD]),
        ahead_number=len(facts.ahead),
        busiest=[_busy(one, facts) for one in facts.busiest],
        clashes=[shown_clash(line, page_words()) for line in facts.clashes],
        clashes_number=facts.clashes_number,
        all_href=all_href(request) if not everything and facts.clashes_number > SHOWN else "",
        meetings=entries(facts.rows if everything else facts.rows[:MEETINGS]),
        meetings_number=len(facts.rows),
        all_meetings_href="" if everything or len(facts.rows) <= MEETINGS else all_href(request),
    )


def _commitment(one: Commitment) -> tuple[str, SeatsLine]:
    roles = {"member": gettext("member"), "observer": gettext("observer"), "open": gettext("open to all States")}
    return roles[one.role], seats_line(one.seats)


def _country_sentence(facts: CountryFacts) -> str:
    roles = [one.role for one in facts.commitments]
    member, observer = roles.count("member"), roles.count("observer")
    parts = [
        ngettext("Member of %(n)s mechanism", "Member of %(n)s mechanisms", member) % {"n": member},
        ngettext("observer in %(n)s", "observer in %(n)s", observer) % {"n": observer},
        ngettext("%(n)s meeting of them in %(year)s", "%(n)s meetings of them in %(year)s", len(facts.rows))
        % {"n": len(facts.rows), "year": facts.year},
    ]
    said = gettext("%(sentence)s.") % {"sentence": gettext("; ").join(part for part in parts if part)}
    if facts.code in _small():
        said += " " + gettext("Its delegations are counted as small: one or two people.")
    return said


def _small() -> tuple[str, ...]:
    known = states()
    return known.codes_of(known.small)


def _busy(one: Busy, facts: CountryFacts) -> tuple[str, str, str, list[object]]:
    keys = {meeting.key for meeting in one.meetings}
    return (
        day_in_words(one.first),
        day_in_words(one.last),
        f"{one.expected:.1f}".removesuffix(".0"),
        list(entries(row for row in facts.rows if row.uid in keys)),
    )


def _year(request: HttpRequest) -> int:
    said = request.GET.get("year", "")
    if not said:
        return usual_year()
    if not (said.isascii() and said.isdecimal() and FIRST_YEAR <= int(said[:5]) <= LAST_YEAR):
        raise Http404
    return int(said[:5])
