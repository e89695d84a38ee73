"""The reference facts: mechanisms, vocabularies, territories."""

from iscm.publication.opendata.columns import SMALL, Table, flag, must, refer, slugs, text, value, whole

LANGS = ("en", "fr", "es", "ar", "ru", "zh")
MECHANISM = must("mechanism", "slug of the mechanism", 60)
OF_MECHANISM = refer("mechanism", "mechanisms", "slug")
POSITION = whole("position", "order of the data, from 0", SMALL, is_required=True)

MECHANISMS = Table(
    "mechanisms",
    "Mechanisms",
    "The inter-State consultation mechanisms, and the global meeting of them all (`is_iscm` false).",
    (
        must("slug", "permanent name in addresses", 60),
        POSITION,
        must("acronym", "acronym or short name", 60),
        must("name", "name today", 500),
        must("level", "global, interregional or regional", 20),
        slugs("regions", "regions of its States"),
        whole("established", "year of its founding", SMALL),
        must("status", "whether it is active", 40),
        text("status_note", "what is known of that"),
        text("website", "its own site", 500),
        text("secretariat", "who keeps its secretariat"),
        slugs("chair_states", "alpha-2 codes of the States that chair it"),
        text("chair_period", "for which period", 200),
        text("chair_as_of", "day of which this is known (EDTF)", 60),
        text("chair_note", "what else is known of the chair"),
        slugs("languages", "its working languages"),
        value("focus", "what it works on, in words"),
        text("predecessor", "what it grew from"),
        text("successor", "what it became"),
        value("formal_association", "organisations with which it is formally associated"),
        value("held", "numbered sessions known to have been held"),
        flag("is_iscm", "false for the global meeting of all mechanisms"),
        text("membership_basis", "how sure the list of parties is: listed, composed, attended, partial, rule …", 40),
        text("membership_as_of", "day for which the list of parties speaks (EDTF)", 60),
        whole("membership_stated_count", "number of parties that a source gives", SMALL),
        text("membership_rule", "who may sit in it, where there is no list"),
        text("membership_note", "what else is known of its parties"),
        text("observers_note", "what else is known of its observers"),
        must("page", "its page: `/mechanisms/{slug}/`"),
    ),
    ("slug",),
)
NAMES = Table(
    "mechanism_names",
    "Names of mechanisms",
    "Every name a mechanism has or had, and spellings met in documents (`seen_in`).",
    (
        MECHANISM,
        POSITION,
        must("text", "the name", 500),
        must("lang", "its language (BCP 47)", 35),
        text("since", "from when (EDTF)", 60),
        text("until", "until when (EDTF)", 60),
        text("seen_in", "document in which this spelling was met: it resolves, but is no official name", 200),
        text("note", "what else is known of it"),
    ),
    ("mechanism", "position"),
    (OF_MECHANISM,),
)
MEMBERSHIPS = Table(
    "memberships",
    "Memberships",
    "States and organisations in mechanisms. How sure the list is, and as of when, is repeated in every row.",
    (
        MECHANISM,
        POSITION,
        must("role", "member or observer", 10, ("member", "observer")),
        text("state", "alpha-2 code of the State; empty for an organisation", 2),
        text("organisation", "name of the organisation; empty for a State", 300),
        text("basis", "how sure the seat is, mostly as sure as the list", 40),
        text("as_of", "day for which the list speaks (EDTF)", 60),
        text("since", "from when, where that is known (EDTF)", 60),
        text("until", "until when, where it will end (EDTF)", 60),
    ),
    ("mechanism", "position"),
    (OF_MECHANISM, refer("state", "territories", "alpha_2")),
)
BODIES = Table(
    "bodies",
    "Bodies of mechanisms",
    "Working groups, steering committees and other organs.",
    (
        MECHANISM,
        POSITION,
        must("name", "name of the body", 300),
        must("kind", "what kind of organ it is", 100),
        text("note", "what else is known of it"),
        slugs("states", "alpha-2 codes of its States, where they are fewer than the mechanism's"),
    ),
    ("mechanism", "position"),
    (OF_MECHANISM,),
)
REFERENCES = Table(
    "mechanism_references",
    "Sources of the facts on mechanisms",
    "Where each fact comes from; neither address nor document means general knowledge, to be checked.",
    (
        MECHANISM,
        POSITION,
        text("url", "address of the source", 1000),
        text("document", "title of the source", 300),
        value("says", "names of the fields that it supports"),
        text("accessed", "when it was looked up (EDTF)", 60),
    ),
    ("mechanism", "position"),
    (OF_MECHANISM,),
)
THEMES = Table(
    "themes",
    "Themes",
    "The thematic areas of the yearly highlights, with groups above and topics below them; also as SKOS.",
    (
        must("slug", "permanent name in addresses", 60),
        POSITION,
        must("level", "group, theme or topic; meetings are filed under themes", among=("group", "theme", "topic")),
        text("broader", "slug of the wider one", 60),
        *(text(f"label_{lang}", f"name in {lang}", 200) for lang in LANGS),
        value("alt_labels", "other words for it, by language"),
        value("hidden_labels", "spellings met in documents"),
        text("scope_note", "what it covers"),
        text("page", "its page: `/themes/{slug}/`; groups and topics have none of their own"),
        flag("is_retired", "used for nothing new: retired, or merged into another"),
        text("replaced_by", "slug of what to use instead, or of that into which it was merged", 60),
    ),
    ("slug",),
    (refer("broader", "themes", "slug"),),
)
INITIATIVES = Table(
    "initiatives",
    "Initiatives",
    "Global initiatives that mechanisms address; also as SKOS.",
    (
        must("slug", "permanent name in addresses", 60),
        POSITION,
        must("name", "name", 300),
        text("acronym", "acronym", 60),
        value("other_names", "other names"),
        text("kind", "compact, declaration, event, framework …", 60),
        text("adopted", "when it was adopted (EDTF)", 60),
        text("held", "when it was held (EDTF)", 60),
        text("place", "where it was held or adopted", 200),
        text("symbol", "symbol of its document", 100),
        text("url", "its own page", 500),
        must("page", "its page: `/initiatives/{slug}/`"),
    ),
    ("slug",),
)
OBJECTIVES = Table(
    "objectives",
    "Objectives and targets",
    "The 23 objectives of the Global Compact for Migration, and targets of the 2030 Agenda that speak of migration.",
    (
        must("initiative", "slug of the initiative", 60),
        must("number", "number of the objective or target: 10, 10.7, 10.c", 10),
        must("kind", "objective or target", among=("objective", "target")),
        must("title", "what it says"),
        text("short", "the same in few words", 200),
        slugs("themes", "slugs of the themes near it, by our own judgement"),
        must("page", "its page: `/initiatives/{slug}/?objective={number}` or `?target=`"),
    ),
    ("initiative", "number"),
    (refer("initiative", "initiatives", "slug"),),
)
KINDS = Table(
    "kinds",
    "Kinds of meeting",
    "Senior officials' meeting, webinar, training …; also as SKOS.",
    (
        must("slug", "permanent name", 60),
        POSITION,
        must("level", "usual level: political, senior official, technical or public", 40),
        *(text(f"label_{lang}", f"name in {lang}", 200) for lang in LANGS),
        text("plural", "name of several, in English", 200),
    ),
    ("slug",),
)
TERRITORIES = Table(
    "territories",
    "Territories",
    "Everything with an ISO 3166-1 code, and XK. Names are those the United Nations uses; they imply no opinion on the "
    "status of any territory.",
    (
        must("alpha_2", "ISO 3166-1 alpha-2 code", 2),
        text("alpha_3", "ISO 3166-1 alpha-3 code; a user-assigned code has none", 3),
        text("numeric", "ISO 3166-1 numeric code, that of UN M49", 3),
        text("region_m49", "UN M49 code of the region", 3),
        text("subregion_m49", "UN M49 code of the subregion", 3),
        *(text(f"name_{lang}", f"name in {lang}", 200) for lang in LANGS),
    ),
    ("alpha_2",),
)
TABLES = (
    MECHANISMS,
    NAMES,
    MEMBERSHIPS,
    BODIES,
    REFERENCES,
    THEMES,
    INITIATIVES,
    OBJECTIVES,
    KINDS,
    TERRITORIES,
)
