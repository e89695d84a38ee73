"""The documents, and what each of them says."""

from iscm.publication.opendata.columns import SMALL, Table, day, moment, must, refer, slugs, text, value, whole

DOCUMENT = must("document", "sha256 of the document", 64)
OF_DOCUMENT = refer("document", "documents", "sha256")
LOCATOR = value("locator", "where it stands in the document: page, line, table, row, sheet, cell")
POSITION = whole("position", "order in the document, from 0", is_required=True)

DOCUMENTS = Table(
    "documents",
    "Documents",
    "What was read. An editor's correction is a document too (`reader` correction); it names no person.",
    (
        must("sha256", "sha256 of the bytes of the document: it is known by that everywhere", 64),
        whole("number", "running number in the order in which documents came", is_required=True),
        must("name", "name of the file", 500),
        text("title", "title of the document", 500),
        text("publisher", "who published it", 500),
        must("reader", "family of documents: calendar, highlights, tracker, feed, submission, correction", 40),
        whole("year", "year that it is about", SMALL),
        day("last_update", "day that it gives for itself"),
        day("speaks_until", "last day that it can know of"),
        whole("stated_count", "number of meetings that it claims to hold"),
        whole("record_count", "number of records read from it", is_required=True),
        must("trust", "whose word it is", among=("editor", "secretariat", "iom", "feed")),
        must("lang", "its language (BCP 47)", 35),
        must("source_key", "the same for all editions of one source", 64),
        text("supersedes", "sha256 of the edition before", 64),
        moment("received", "when it came", is_required=True),
        moment("accepted", "when its changes were made; empty while they are only proposed"),
    ),
    ("sha256",),
    (refer("supersedes", "documents", "sha256", is_whole=True),),
)
RECORDS = Table(
    "records",
    "Records",
    "What one document says about one meeting or one printed group of meetings, in its own words; append-only.",
    (
        must("key", "permanent: the first letters of the document's sha256, and the number", 80),
        DOCUMENT,
        whole("number", "number in the document, from 1", is_required=True),
        LOCATOR,
        text("printed_date", "the date as printed"),
        text("printed_place", "the place as printed"),
        text("printed_mechanism", "the mechanism as printed"),
        text("printed_title", "the title as printed"),
        text("printed_outcome", "the outcome, as printed or in our own words"),
        must("title", "the title, cleaned"),
        must("lang", "language (BCP 47)", 35),
        text("paragraph", "fingerprint of the paragraph in which it stands alone", 64),
    ),
    ("key",),
    (OF_DOCUMENT,),
)
CLAIMS = Table(
    "claims",
    "Claims",
    "The values of each record one by one; what the document is silent on is left out.",
    (
        must("record", "key of the record", 80),
        whole("position", "order in the record, from 0", SMALL, is_required=True),
        must("field", "what is said: edtf, date_status, places, title, status …", 40),
        value("value", "the value as JSON; empty where the words were not understood"),
        text("original", "the words it was read from"),
        must("lang", "language (BCP 47)", 35),
    ),
    ("record", "field"),
    (refer("record", "records", "key"),),
)
INDEXES = Table(
    "indexes",
    "Indexes of the highlights",
    "Which mechanisms a yearly publication prints under a theme or an initiative: what they themselves stated.",
    (
        DOCUMENT,
        whole("line", "number of the printed line, from 0", SMALL, is_required=True),
        whole("position", "order in the line, from 0", SMALL, is_required=True),
        text("theme", "slug of the theme; empty where an initiative is meant", 60),
        text("initiative", "slug of the initiative", 60),
        text("mechanism", "slug of the mechanism; empty where only a remark is printed", 60),
        whole("year", "year of which it is said", SMALL),
        text("printed", "the heading as printed", 500),
        text("remark", "what is printed beside it"),
        LOCATOR,
    ),
    ("document", "line", "position"),
    (
        OF_DOCUMENT,
        refer("theme", "themes", "slug"),
        refer("initiative", "initiatives", "slug"),
        refer("mechanism", "mechanisms", "slug"),
    ),
)
ANNIVERSARIES = Table(
    "anniversaries",
    "Anniversaries",
    "Anniversaries that a document prints for a mechanism.",
    (
        DOCUMENT,
        POSITION,
        must("mechanism", "slug of the mechanism", 60),
        whole("years", "how many years", SMALL, is_required=True),
        whole("year", "in which year", SMALL),
        LOCATOR,
    ),
    ("document", "position"),
    (OF_DOCUMENT, refer("mechanism", "mechanisms", "slug")),
)
MATERIALS = Table(
    "materials",
    "Materials",
    "Publications that documents name, and those known from elsewhere (`document` empty).",
    (
        must("key", "the document's first letters, or `reference`, and the number", 80),
        text("document", "sha256 of the document that names it", 64),
        must("title", "title", 500),
        whole("year", "year", SMALL),
        text("kind", "study, report, declaration …", 60),
        must("lang", "language (BCP 47)", 35),
        text("url", "address", 1000),
        text("source", "what names it, where no document of ours does", 1000),
        slugs("mechanisms", "slugs of the mechanisms by which or of which it is"),
        slugs("themes", "slugs of its themes"),
        LOCATOR,
    ),
    ("key",),
    (OF_DOCUMENT,),
)
TABLES = (DOCUMENTS, RECORDS, CLAIMS, INDEXES, ANNIVERSARIES, MATERIALS)
