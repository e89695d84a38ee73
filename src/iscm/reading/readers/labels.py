"""Lines that say by a label what they hold: "Date: 9 June 2023", "dates: 11-15 March venue: … location: Geneva"."""

import re

from iscm.reading.readers.columns import Column

# One line a column, in English, French and Spanish; where two labels give one column, the first one here wins.
LABELS: dict[Column, tuple[str, ...]] = {
    Column.DATE: ("date and time", "event date", "dates", "date", "when", "fechas", "fecha", "quand", "cuándo"),
    Column.PLACE: ("location", "place", "city", "lieu", "lugar", "where", "où", "dónde", "venue", "sede"),
    Column.TITLE: ("title", "event", "meeting", "titre", "título", "réunion", "reunión", "evento", "actividad"),
    Column.MECHANISM: ("iscm", "mechanism", "process", "processus", "proceso", "mécanisme", "mecanismo"),
    Column.FORMAT: ("format", "modality", "modalidad", "modalité", "formato"),
    Column.STATUS: ("status", "statut", "estado"),
    Column.OUTCOME: ("outcomes", "outcome", "résultats", "resultados", "resultado"),
    Column.THEME: ("themes", "theme", "topic", "thème", "tema"),
    Column.ABOUT: ("description", "descripción", "objective", "objetivo", "objectif", "summary", "about"),
    Column.IGNORED: (
        "conclusions", "contacts", "contact", "time", "hora", "heure", "documents", "agenda", "languages", "language",
        "registration", "participants", "organizer", "organiser", "organizers", "chair", "email", "e-mail", "website",
    ),
}  # fmt: skip
COLUMN_OF = {label: column for column, labels in LABELS.items() for label in labels}
RANK = {label: rank for labels in LABELS.values() for rank, label in enumerate(labels)}
# A label may follow the words before it without a blank, where a page lost its line end: "IndonesiaDate: …".
LABEL = re.compile(
    r"(?:^|(?<=[\s;,|•·-])|(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ]))(?P<label>"
    + "|".join(sorted(map(re.escape, COLUMN_OF), key=len, reverse=True))
    + r")\s*:(?!//)\s*",
    re.IGNORECASE,
)
EDGES = " \t,;|•·"


def labelled_fields(text: str) -> dict[Column, str]:
    """What a line's labels announce, by column; empty for a line that does not start with a label."""
    if ":" not in text:  # without it there is no label, and looking for one at each letter takes long
        return {}
    matches = list(LABEL.finditer(text))
    if not matches or text[: matches[0].start()].strip(EDGES + "-–—*"):
        return {}
    found: dict[Column, tuple[int, str]] = {}
    stops = [match.start() for match in matches[1:]] + [len(text)]
    for match, stop in zip(matches, stops, strict=True):
        label = match["label"].casefold()
        column, words = COLUMN_OF[label], text[match.end() : stop].strip(EDGES)
        if words and (column not in found or RANK[label] < found[column][0]):
            found[column] = (RANK[label], words)
        found.setdefault(column, (len(RANK), ""))
        if column is Column.ABOUT:
            found[column] = (0, text[match.end() :].strip(EDGES))
            break
    return {column: words for column, (_, words) in found.items()}
