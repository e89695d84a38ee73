"""Languages of words as far as writers must know them: their direction, and whether two are one."""

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


def is_rtl(lang: str) -> bool:
    """Whether a language is written from right to left."""
    return lang.partition("-")[0].lower() in RIGHT_TO_LEFT


def is_other(lang: str, than: str) -> bool:
    """Whether a run names a language, and one that is not that of the text around it."""
    return bool(lang) and lang.lower() != than.lower()
