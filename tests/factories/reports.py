"""Made-up reports: a calendar of any length, highlights, a tracker, an empty one, a hostile one; in six languages."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from iscm.publication.report import (
    Box,
    Bullets,
    Cell,
    Chart,
    Column,
    Figure,
    Heading,
    Paragraph,
    Report,
    Row,
    Run,
    Series,
    Table,
    Text,
    text,
)

YEAR = 2031
MODIFIED = datetime(2031, 9, 24, 8, 30, tzinfo=UTC)
SITE = "https://register.example.org"
BODIES = (
    ("NMF", "Northern Mobility Forum", "northern"),
    ("SCD", "Southern Consultation on Displacement and Decent Work", "southern"),
    ("ELD", "Eastern Labour Dialogue for Countries of Origin and Destination", "eastern"),
    ("ITM", "Inter-Oceanic Technical Meeting on Human Mobility", "oceanic"),
)
PLACES = (("Nairobi", "KE", "Kenya"), ("Apia", "WS", "Samoa"), ("", "", "Online"), ("Bogotá", "CO", "Colombia"))
TITLES = (
    "Senior Officials' Meeting",
    "Thematic workshop on ethical recruitment, skills partnerships and the portability of social protection",
    "14th Steering Committee",
    "Regional training of contact points “From commitments to practice: what works, what it costs and who decides”",
    "Webinar",
    "Ministerial Conference",
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What the made-up calendar says in one language; `titles` are names of meetings in that language."""

    title: str
    publisher: str
    edition: str
    update: str
    columns: tuple[str, str, str, str]
    key: str
    titles: tuple[str, ...] = TITLES


MONTHS = tuple(date(YEAR, month, 1).strftime("%B") for month in range(1, 13))
WORDINGS = {
    "en": Wording(
        "2031 Calendar of Meetings by Inter-State Consultation Mechanisms on Migration (ISCM)",
        "Register of Inter-State Consultation Mechanisms on Migration (ISCM)",
        "Edition 2, 24 September 2031",
        "Last update: 24 September 2031. {} meetings.",
        ("Date", "Place", "ISCM", "Title of the Event"),
        "Mechanisms in this calendar",
    ),
    "fr": Wording(
        "Calendrier 2031 des réunions des mécanismes de consultation interétatiques sur la migration",
        "Registre des mécanismes de consultation interétatiques sur la migration",
        "Édition 2, 24 septembre 2031",
        "Dernière mise à jour : 24 septembre 2031. {} réunions.",
        ("Date", "Lieu", "Mécanisme", "Titre de la réunion"),
        "Mécanismes dans ce calendrier",
        ("Réunion de hauts fonctionnaires", "Atelier sur l’accès à l’identité légale : où en sommes-nous ?"),
    ),
    "es": Wording(
        "Calendario 2031 de reuniones de los mecanismos de consulta interestatales sobre migración",
        "Registro de los mecanismos de consulta interestatales sobre migración",
        "Edición 2, 24 de septiembre de 2031",
        "Última actualización: 24 de septiembre de 2031. {} reuniones.",
        ("Fecha", "Lugar", "Mecanismo", "Título de la reunión"),
        "Mecanismos en este calendario",
        ("Reunión de altos funcionarios", "Taller sobre niñez migrante: ¿qué sabemos?"),
    ),
    "ar": Wording(
        "تقويم اجتماعات آليات التشاور بين الدول بشأن الهجرة لعام 2031",
        "سجل آليات التشاور بين الدول بشأن الهجرة",
        "الإصدار 2، 24 سبتمبر 2031",
        "آخر تحديث: 24 سبتمبر 2031. عدد الاجتماعات {}.",
        ("التاريخ", "المكان", "الآلية", "عنوان الاجتماع"),
        "الآليات الواردة في هذا التقويم",
        ("اجتماع كبار المسؤولين", "حلقة عمل بشأن التوظيف الأخلاقي (الدورة 14)", "المؤتمر الوزاري الخامس"),
    ),
    "ru": Wording(
        "Календарь совещаний межгосударственных консультационных механизмов по вопросам миграции, 2031 год",
        "Реестр межгосударственных консультационных механизмов по вопросам миграции",
        "Издание 2, 24 сентября 2031 г.",
        "Последнее обновление: 24 сентября 2031 г. Совещаний: {}.",
        ("Дата", "Место", "Механизм", "Название совещания"),
        "Механизмы в этом календаре",
        ("Совещание старших должностных лиц", "Семинар «Этичный наём и защита трудящихся-мигрантов»"),
    ),
    "zh-hans": Wording(
        "2031年国家间移民问题协商机制会议日历",
        "国家间移民问题协商机制登记册",
        "第2版，2031年9月24日",
        "最后更新：2031年9月24日。共{}次会议。",
        ("日期", "地点", "机制", "会议名称"),
        "本日历中的机制",
        ("高级官员会议", "关于道德招聘和移徙工人保护的区域研讨会（第十四届）"),
    ),
}


def make_calendar(count: int = 120, lang: str = "en") -> Report:
    """A calendar with this many meetings through a year, with everything that one may have."""
    said = WORDINGS[lang]
    main = calendar_table(count, lang)
    key = _key_of_bodies(lang)
    last_update = Paragraph((Run(said.update.format(count)), Run(" UTC", is_quiet=True)))
    blocks = (last_update, _changes(), main, Heading(2, text(said.key), "mechanisms"), key, *_notes())
    return _report("calendar", f"calendar-{YEAR}", lang, blocks, (main, key))


def calendar_table(count: int = 120, lang: str = "en") -> Table:
    """The main table alone: printed columns first, then those for machines."""
    dated, where, body, title = WORDINGS[lang].columns
    columns = (
        Column("date", dated, 0.17, is_row_header=True),
        Column("place", where, 0.17),
        Column("mechanism", body, 0.27),
        Column("title", title, 0.39),
        Column("edtf", "EDTF", description="The date as EDTF (ISO 8601-2).", is_printed=False),
        Column("first_day", "First day", kind="day", description="First possible day.", is_printed=False),
        Column("count", "Count", kind="number", description="How many meetings the row counts for.", is_printed=False),
        Column("countries", "Countries", description="City|CC, joined by ;.", is_printed=False),
        Column("uid", "UID", description="Permanent identifier.", is_printed=False),
    )
    rows = []
    for number in range(count):
        day = date(YEAR, 1, 1) + timedelta(days=number * 364 // max(count, 1))
        is_first = not rows or rows[-1].cells[5].value.month != day.month
        bookmark = f"{MONTHS[day.month - 1]} {YEAR}" if is_first else ""
        rows.append(Row(_meeting(number, day, lang), bookmark))
    return Table("meetings", f"{WORDINGS[lang].title}", columns, tuple(rows))


def make_highlights(lang: str = "en") -> Report:
    """Prose, lists, headings of three levels, a chart, a table and links."""
    blocks = (
        Paragraph(text("In 2031, four mechanisms held 57 meetings; 21 of them online and two hybrid.")),
        Heading(2, text("Northern Mobility Forum (NMF)"), "nmf"),
        Paragraph(
            (Run("10 years", is_strong=True), Run(". SOM (18–19 October); two webinars on "), *_linked("skills"))
        ),
        Heading(3, text("Working groups"), "nmf-groups"),
        Bullets((text("Fifth meeting on labour mobility (3 May, Nairobi)"), _linked("Conclusions of the Chair"))),
        Heading(2, text("Popular themes"), "themes"),
        Figure(make_chart()),
        Paragraph(text("A theme is counted once for each mechanism that addressed it."), is_quiet=True),
        Heading(2, text("Thematic areas by mechanism"), "by-mechanism"),
        _matrix(),
        Heading(2, text("Contact"), "contact"),
        Paragraph((Run("Read more at "), Run(SITE, href=SITE), Run(" or see "), Run("the themes", href="#themes"))),
    )
    return _report("highlights", f"highlights-{YEAR}", lang, blocks, (_matrix(),))


def make_tracker(count: int = 30) -> Report:
    """Six columns, long outcomes."""
    columns = (
        Column("mechanism", "ISCM", 0.16, is_row_header=True),
        Column("date", "Date", 0.11),
        Column("place", "Place", 0.11),
        Column("event", "Event", 0.22),
        Column("outcome", "Outcome", 0.28),
        Column("source", "Source", 0.12),
    )
    rows = tuple(_tracked(number) for number in range(count))
    table = Table("meetings", "Meetings at which the Compact was addressed", columns, rows)
    return _report("tracker", "tracker-compact", "en", (Paragraph(text(f"{count} meetings.")), table), (table,))


def make_empty() -> Report:
    """A report whose table has no rows and whose title is all it says."""
    table = Table("meetings", "Meetings", calendar_table(0).columns, ())
    return _report("calendar", "calendar-empty", "en", (Paragraph(text("No meetings are known.")), table), (table,))


def report_of(*blocks: object, lang: str = "en", title: str = "") -> Report:
    """A report of these blocks alone."""
    made = _report("calendar", "calendar-made", lang, blocks, ())
    return replace(made, title=title) if title else made


def table_of(*rows: tuple[str, ...], key: str = "meetings") -> Table:
    """A table of plain cells; the first row are its headings."""
    head, *body = rows
    columns = tuple(Column(f"c{n}", heading, 1 / len(head), is_row_header=n == 0) for n, heading in enumerate(head))
    return Table(key, "Made up", columns, tuple(Row(tuple(Cell(text(words)) for words in row)) for row in body))


def make_chart(key: str = "themes") -> Chart:
    """Bars of two series."""
    labels = ("Labour mobility", "Climate change", "Data", "Youth and minors")
    series = (Series("2030", (4, 2, 0, 3)), Series("2031", (5, 6, 1, 3)))
    summary = "Labour mobility and climate change were addressed by most mechanisms in 2031."
    return Chart(key, "Popular themes", summary, "bars", "Theme", "mechanisms", labels, series)


def _report(kind: str, name: str, lang: str, blocks: tuple, tables: tuple[Table, ...]) -> Report:
    said = WORDINGS[lang]
    title = said.title if kind == "calendar" else f"ISCM {YEAR} {kind.title()}"
    publisher = (said.publisher, "Desk for made-up meetings")
    url = f"{SITE}/{lang}/{name}/"
    return Report(kind, name, lang, title, publisher, said.edition, MODIFIED, blocks, tables, url, "CC BY 4.0")


def _meeting(number: int, day: date, lang: str) -> tuple[Cell, ...]:
    acronym, name, slug = BODIES[number * 7 % len(BODIES)]
    city, country, place = PLACES[number * 5 % len(PLACES)]
    titles = WORDINGS[lang].titles
    where = f"{city}, {place}" if city else place
    spoken = "" if lang == "en" else "en"
    address = f"https://{slug}.example.org/" if number < len(BODIES) else ""
    kept = f"{city}|{country}" if city else ""
    return (
        Cell(text(f"{day.day} {MONTHS[day.month - 1]} {day.year}", lang=spoken), day),
        Cell(text(where, lang=spoken)),
        Cell(text(f"{name} ({acronym})", href=address, lang=spoken)),
        Cell(_title(titles[number % len(titles)], number)),
        Cell(text(day.isoformat()), day.isoformat()),
        Cell(text(day.isoformat()), day),
        Cell(text("5" if number % 11 == 10 else "1"), 5 if number % 11 == 10 else 1),
        Cell(text(kept), kept),
        Cell(text(f"{number:08x}"), f"{number:08x}"),
    )


def _title(words: str, number: int) -> Text:
    run = Run(words, href=f"{SITE}/meetings/{number:08x}/" if number % 3 else "")
    if number % 11 == 10:
        return (run, Run(" (5 meetings)"))
    return (run, Run(" [cancelled]", is_quiet=True)) if number % 13 == 12 else (run,)


def _changes() -> Box:
    new = (Run("New: "), Run("Ministerial Conference", is_strong=True), Run(", 23–25 January 2031"))
    moved = text("Moved: Webinar, from 3 May 2031 to 7 June 2031")
    return Box(Heading(2, text("Changed since edition 1"), "changes"), (Bullets((new, moved)),))


def _key_of_bodies(lang: str) -> Table:
    columns = (
        Column("acronym", "ISCM", 0.15, is_row_header=True),
        Column("name", WORDINGS[lang].columns[2], 0.5),
        Column("website", "Website", 0.35),
    )
    rows = (
        Row(
            (
                Cell(text(acronym)),
                Cell(text(name, lang="en")),
                Cell(text(f"{slug}.example.org", href=f"https://{slug}.example.org/")),
            )
        )
        for acronym, name, slug in BODIES
    )
    return Table("mechanisms", WORDINGS[lang].key, columns, tuple(rows))


def _notes() -> tuple[Heading, Bullets, Paragraph]:
    sources = (text("Calendar of the Northern Mobility Forum, read on 20 September 2031"), _linked("Register"))
    return (
        Heading(2, text("Sources"), "sources"),
        Bullets(sources),
        Paragraph(text("A date in brackets is not settled."), is_quiet=True),
    )


def _matrix() -> Table:
    columns = (
        Column("theme", "Theme", 0.4, is_row_header=True),
        Column("mechanisms", "Mechanisms", 0.45),
        Column("n", "Number", 0.15, kind="number"),
    )
    rows = (
        Row((Cell(text("Labour mobility")), Cell(text("NMF, SCD, ELD")), Cell(text("3"), 3))),
        Row((Cell(text("Climate change")), Cell(text("ITM")), Cell(text("1"), 1))),
    )
    return Table("themes", "Thematic areas by mechanism", columns, rows)


def _tracked(number: int) -> Row:
    acronym, name, _ = BODIES[number % len(BODIES)]
    place = PLACES[number % len(PLACES)][2]
    outcome = "The States agreed to send one joint contribution to the review, and to report on it together. " * (
        number % 4
    )
    return Row(
        (
            Cell(text(f"{name} ({acronym})")),
            Cell(text(f"{number % 28 + 1} May 2031")),
            Cell(text(place)),
            Cell(_title(TITLES[number % len(TITLES)], number)),
            Cell(text(outcome.strip())),
            Cell(_linked("Chair’s summary")),
        )
    )


def _linked(words: str) -> Text:
    return (Run(words, href=f"{SITE}/materials/{words.lower().replace(' ', '-').replace('’', '')}/"),)
