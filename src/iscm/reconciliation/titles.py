"""A printed title → as the register shows it: in the singular where it was that of a group, with a capital.

The claim keeps the printed words; this is only how a meeting is called. English, French and Spanish.
"""

import re

LONGEST_TITLE = 1000  # letters; a longer one is no title and stays as it is

WORDS = {
    "en": """meeting workshop webinar seminar som conference consultation session training course dialogue talk event
        roundtable visit summit forum assembly briefing discussion panel symposium congress gathering retreat exchange
        round wg""",
    "fr": """réunion atelier webinaire séminaire conférence consultation session formation table rencontre dialogue
        forum colloque visite échange sommet événement évènement assemblée som""",
    "es": """reunión taller seminario webinario webinar conferencia consulta sesión capacitación mesa encuentro diálogo
        foro curso jornada evento cumbre visita intercambio asamblea conversatorio som""",
}
UNLIKE_OTHERS = {"fora": "forum", "symposia": "symposium"}
WRITTEN_LARGE = frozenset({"som", "wg"})
NO_PLURALS = frozenset({"series", "congress", "business", "headquarters", "days"})
NUMBERS = r"""\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|several|various
    |deux|trois|quatre|cinq|sept|huit|neuf|dix|plusieurs|dos|tres|cuatro|cinco|siete|ocho|nueve|diez|vari[ao]s"""
ARTICLES = "the|les|l[oa]s"
COUNTED = re.compile(rf"(?:(?:{ARTICLES})\s+(?:(?:{NUMBERS})\s+)?|(?:{NUMBERS})\s+)(?=\w)", re.IGNORECASE | re.VERBOSE)
# The words that say what is held end where it is said of what, on what, with whom, or in brackets.
END = re.compile(
    r"\s+(?:of|on|for|between|among|at|in|with|to|under|about|from|by|held|de|des|du|d['’]\w+|sur|à|aux?|avec|pour|entre"
    r"|en|sobre|del|con|para|a)\b|\s*[,.;:/(\"“„«–—]|\s-\s",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"(\s+(?:and|et|y|e)\s+)", re.IGNORECASE)
OR = {"en": " or ", "fr": " ou ", "es": " o "}
ACRONYMS = re.compile(r"\(([A-Z]{2,})s\)")
OPENING = re.compile(r"[\"'“„«‘¿¡(\[\s]*")


def of_one_meeting(title: str, lang: str) -> str:
    """The title of a printed group as that of one of its meetings: "Two SOMs" → "SOM"; others as they are."""
    if len(title) > LONGEST_TITLE:
        return title
    text = COUNTED.sub("", title, count=1) if COUNTED.match(title) else title
    end = END.search(text)
    head, rest = (text[: end.start()], text[end.start() :]) if end else (text, "")
    first = lang.partition("-")[0]
    for known in dict.fromkeys((first, *WORDS)):
        if known in WORDS and (one := _one(head, known)) != head:
            return one + ACRONYMS.sub(r"(\1)", rest, count=1)
    one = _last_word(head) if first not in {"fr", "es"} else head
    return one + ACRONYMS.sub(r"(\1)", rest, count=1) if one != head else title


def capitalised(title: str, lang: str) -> str:
    """The title with a capital, as its language writes it; a first word with a capital inside stays ("iDiaspora")."""
    start = OPENING.match(title).end()  # type: ignore[union-attr]  # matches nothing, too
    word = re.split(r"[\s-]", title[start:], maxsplit=1)[0]
    if word != word.lower():
        return title
    language = lang.partition("-")[0]
    if language == "nl" and word.startswith("ij"):
        return f"{title[:start]}IJ{title[start + 2 :]}"
    letter = "İ" if language in {"tr", "az"} and word.startswith("i") else title[start : start + 1].title()
    return title[:start] + letter + title[start + 1 :]


def _one(head: str, lang: str) -> str:
    """The words with each name of a kind of meeting, and what agrees with it, in the singular."""
    parts = BETWEEN.split(head)
    changed = [_phrase(part, lang) for part in parts[::2]]
    done = [new != old for new, old in zip(changed, parts[::2], strict=True)]
    for at, between in enumerate(parts[1::2]):
        changed[at + 1] = (OR[lang] if done[at] and done[at + 1] else between) + changed[at + 1]
    return "".join(changed)


def _phrase(words: str, lang: str) -> str:
    """One such phrase. English: its last word; French and Spanish: the first known one and its adjectives."""
    plain = words.split(" ")
    places = (at for at, word in enumerate(plain) if word.lower() in PLURALS[lang])
    if lang == "en":
        places = (at for at in places if at == len(plain) - 1)
    at = next(places, None)
    if at is None:
        return words
    kind = _as_written(plain[at], PLURALS[lang][plain[at].lower()])
    agreeing = plain[at + 1 :] if lang == "en" else [_adjective(word, lang) for word in plain[at + 1 :]]
    return " ".join((*plain[:at], kind, *agreeing))


def _last_word(head: str) -> str:
    """English words with the last one in the singular, whatever it is; an acronym is none."""
    start, blank, last = head.rpartition(" ")
    if last.lower() in NO_PLURALS or last.isupper() or not re.fullmatch(r"[\w-]{2,}[^\Wsui]s", last):
        return head
    return f"{start}{blank}{last[:-3]}y" if last.endswith("ies") else f"{start}{blank}{last[:-1]}"


def _adjective(word: str, lang: str) -> str:
    if word.lower().endswith("aux") and lang == "fr":
        return f"{word[:-2]}l"
    if re.search(r"(?:al|il|or)es$", word) and lang == "es":
        return word[:-2]
    return word[:-1] if re.search(r"\w{3}[^s]s$", word) else word


def _as_written(plural: str, singular: str) -> str:
    if plural.isupper() or singular in WRITTEN_LARGE:
        return singular.upper()
    return singular.capitalize() if plural[:1].isupper() else singular


def _plural(word: str, lang: str) -> str:
    rules: dict[str, tuple[tuple[str, str], ...]] = {
        "en": (("y", "ies"), ("ss", "sses")),
        "es": (("ión", "iones"), ("er", "eres")),
    }
    for ending, endings in rules.get(lang, ()):
        if word.endswith(ending):
            return word.removesuffix(ending) + endings
    return f"{word}s"


def _plurals(lang: str) -> dict[str, str]:
    irregular = UNLIKE_OTHERS if lang == "en" else {}
    return {_plural(word, lang): word for word in WORDS[lang].split()} | irregular


PLURALS = {lang: _plurals(lang) for lang in WORDS}
"""What meetings are called in the plural, each with its singular, by language."""
