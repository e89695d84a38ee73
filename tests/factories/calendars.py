"""A made-up calendar with hard cells: `made_up_meetings(2000)` gives always the same meetings of 2026, in order.

Each list below goes round at its own length, so that every hard date meets every hard title and place in time.
"""

from datetime import UTC, date, datetime, timedelta

from iscm.domain.dates import Edtf
from iscm.domain.listing import MeetingRow, PartyRow, PlaceRow
from iscm.domain.records import Link
from iscm.domain.vocabulary import Vocabulary

YEAR = 2026
NOON = datetime(2026, 9, 24, 12, tzinfo=UTC)
CONFIRMED, TBC = "confirmed", "tbc"

# Shapes of dates; {a}, {b}, {c} and {d} are days in order, {m} and {n} months.
DATES = (
    ("{a}", CONFIRMED),
    ("{a}/{b}", CONFIRMED),
    ("{a}/{d}", CONFIRMED),
    ("{a}", TBC),
    ("{{{a},{b}}}", CONFIRMED),
    ("{{{a},{b},{c},{d}}}", CONFIRMED),
    ("{{{a}..{b},{d}}}", CONFIRMED),
    ("[{a},{b}]", CONFIRMED),
    ("[{a},{d}]", TBC),
    ("{a}/{b}", TBC),
    ("2026-{m}", CONFIRMED),
    ("2026-{m}", TBC),
    ("{{2026-{m},2026-{n}}}", CONFIRMED),
    ("[2026-{m},2026-{n}]", TBC),
    ("2026-{m}/2026-{n}", CONFIRMED),
    ("2026-34", CONFIRMED),
    ("[2026-34,2026-35]", TBC),
    ("2026-36", TBC),
    ("2026-41", TBC),
    ("2026-40", CONFIRMED),
    ("2026", CONFIRMED),
    ("2026-XX", TBC),
    ("2026-12-28/2027-01-03", CONFIRMED),
    ("2026-{m}~", CONFIRMED),
    ("{{{a},{c}}}", CONFIRMED),
    ("{a}/{c}", CONFIRMED),
    ("{a}", CONFIRMED),
    ("{a}", CONFIRMED),
)
# City|country code, several parted by a semicolon, and how one takes part.
PLACES = (
    ("Geneva|CH", "in-person"),
    ("", "online"),
    ("Abidjan|CI", "in-person"),
    ("Vientiane|LA", "hybrid"),
    ("Hong Kong|HK", "in-person"),
    ("", "unknown"),
    ("São Tomé|ST", "in-person"),
    ("|SZ", "in-person"),
    ("Port-au-Prince|HT;Santo Domingo|DO", "in-person"),
    ("Santa Cruz de la Sierra|BO", "hybrid"),
    ("N'Djamena|TD", "in-person"),
    ("Nuku'alofa|TO", "in-person"),
    ("Marrakech|MA;Fès|MA;Rabat|MA", "hybrid"),
    ("Saint John's|AG", "in-person"),
    ("|TT", "in-person"),
    ("New York|US;Geneva|CH", "hybrid"),
    ("Ho Chi Minh City|VN", "in-person"),
    ("Skopje|MK", "in-person"),
    ("Seoul|KR", "in-person"),
    ("Sarajevo|BA", "in-person"),
    ("Tehran|IR", "in-person"),
    ("Singapore|SG", "hybrid"),
    ("Kinshasa|CD;Brazzaville|CG", "in-person"),
)
LONG = (
    "Thematic consultation of senior officials and technical focal points on the implementation, follow-up and review "
    "of the commitments on labour mobility, protection of migrants in vulnerable situations, return, readmission and "
    "sustainable reintegration, and on the role of local authorities, diaspora organizations, employers and trade "
    "unions in the preparation of the regional contribution to the second review forum of the States and partners"
)
TITLES = (
    "Senior Officials' Meeting",
    "Senior Officials’ Meeting on “Safe, Orderly and Regular” Migration",
    "XXII (22nd) Regional Conference: 'Migration with Dignity'",
    "Workshop on returns | readmission | reintegration",
    "Training\tof trainers\ton data",
    "Meeting of the Working Group on Labour/Skills Mobility; side event of partners",
    "=cmd|'/C calc'!A0 and \"Other\" Formulas",
    "-Minus first, the Expert Meeting",
    "+Plus first, the Expert Meeting",
    "@Mention first, the Expert Meeting",
    "<b>Bold</b> Plans for Regional Dialogue",
    "Research &amp; Development of Migration Policy (R&D)",
    "*Starred* _underlined_ #hashed `ticked` ~waved~ Webinar",
    "Launch of https://www.example.org/reports/2030?x=1&y=2 at the Forum",
    "Reaching the Goals of the 2030 Agenda: Regional Consultation",
    "GFMD 2017-2018 Co-Chairs' Stocktaking Meeting",
    "Steering Committee (exact title TBC)",
    "14 th (XIV) Preparatory Meeting",
    "3rd Meeting of the 5+5 Group on 1 May Celebrations",
    LONG,
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft Symposium",
    "الاجتماع الرابع لكبار المسؤولين حول الهجرة واللاجئين",
    "移民问题区域磋商高级官员会议",
    "移民问题区域磋商进程主席和秘书处全球会议：关于执行《安全、有序和正常移民全球契约》的经验交流，2030年",
    "المشاورات الإقليمية العربية حول الاتفاق العالمي من أجل الهجرة الآمنة والمنظمة والنظامية والاتفاق بشأن اللاجئين",
    "Совещание старших должностных лиц по вопросам миграции",
    "Réunion des hauts fonctionnaires sur l'emploi à l'étranger",
    "Reunión de la Red de Funcionarios de Enlace para la Protección Consular",
    "Date",
    "Title",
    "Place of Origin and Place of Destination",
    "Annual Meeting [Bern Initiative] {follow-up}",
    'Migration: “quoted "inside" quotes” – a Dialogue',
    "Capacity-Building… for Border Officials – Phase II/III",
    "Ministerial Conference on Migration in the 21st Century, 50% + 1",
    "Roundtable: What's next? Who pays! How?",
    "Meeting 1) Opening 2) Closing",
    "Backslash \\ and caret ^ and tilde ~ Seminar",
    "Consultation on Low- and Semi-skilled Workers, Au-pairs and Co-operation",
)
# One in so many is a group, of seven or of no said number; has a fate; is no longer listed; has no link; is joint.
GROUP, UNNUMBERED, UNLISTED, LINKED, JOINT, TRIPLE = 41, 97, 113, 2, 6, 35
FATES = {31: "cancelled", 67: "postponed", 101: "rescheduled"}
LANGUAGES = {"الاجتماع": "ar", "المشاورات": "ar", "Совещание": "ru", "Réunion": "fr", "Reunión": "es"}


def made_up_meetings(number: int, vocabulary: Vocabulary) -> tuple[MeetingRow, ...]:
    """That many meetings of 2026 in the order of a calendar: vague dates after the days they may cover."""
    rows = (_meeting(n, vocabulary) for n in range(number))
    return tuple(sorted(rows, key=lambda row: (row.sort_day, row.precision != "day", row.uid)))


def _meeting(n: int, vocabulary: Vocabulary) -> MeetingRow:
    edtf, date_status = _date(n)
    when = Edtf.parse(edtf)
    title = TITLES[n % len(TITLES)]
    places, attendance = PLACES[n % len(PLACES)]
    return MeetingRow(
        uid=f"made-up-{n:05}",
        # A third of the titles is told apart; the others come back word for word, on following days too.
        title=f"{title}, part {n}" if n % 3 == 0 else title,
        lang=LANGUAGES.get(title.split()[0], "en"),
        edtf=edtf,
        earliest=when.earliest,
        latest=when.latest,
        precision=when.precision.value,
        date_status=date_status,
        status=_status(n, date_status),
        attendance=attendance,
        kind="other-meeting",
        ordinal=None,
        count=None if _is_one_in(UNNUMBERED, n) else 7 if _is_one_in(GROUP, n) else 1,
        outcome="",
        year=YEAR,
        sort_day=(when.earliest if when.is_day_precise else when.latest) or date(YEAR, 1, 1),
        sequence=0,
        last_modified=NOON - timedelta(hours=n % 500),
        unlisted_since=date(YEAR, 8, 1) if _is_one_in(UNLISTED, n) else None,
        topic="",
        links=(Link("", f"https://www.example.org/meetings/{n}?lang=en&year={YEAR}#part"),) * (n % LINKED),
        parties=_parties(n, vocabulary),
        places=tuple(PlaceRow(*place.split("|")) for place in places.split(";") if place),
    )


def _is_one_in(many: int, n: int) -> bool:
    return n % many == many - 1


def _date(n: int) -> tuple[str, str]:
    shape, date_status = DATES[n % len(DATES)]
    first = date(YEAR, 1, 1) + timedelta(days=n * 17 % 355)
    days = {name: first + timedelta(days=after) for name, after in zip("abcd", (0, 2, 5, 40), strict=True)}
    months = {"m": f"{1 + n % 9:02}", "n": f"{3 + n % 9:02}"}
    return shape.format(**days, **months), date_status


def _status(n: int, date_status: str) -> str:
    fate = next((fate for many, fate in FATES.items() if _is_one_in(many, n)), None)
    return fate or ("tentative" if date_status == TBC else "confirmed")


def _parties(n: int, vocabulary: Vocabulary) -> tuple[PartyRow, ...]:
    mechanisms = tuple(vocabulary.mechanisms.values())
    number = 3 if _is_one_in(TRIPLE, n) else 2 if _is_one_in(JOINT, n) else 1
    meant = (mechanisms[(n + step * 7) % len(mechanisms)] for step in range(number))
    return tuple(PartyRow(one.slug, one.acronym, one.name, one.level, "host") for one in meant)
