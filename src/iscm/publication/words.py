"""The interface's six languages for those who write without Django: messages, plurals and the patterns of CLDR."""

from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh-hans")
# British order of day and month, as the United Nations write it.
LOCALES = {"en": "en_GB", "fr": "fr", "es": "es", "ar": "ar", "ru": "ru", "zh-hans": "zh_Hans"}
FOLDERS = {"zh-hans": "zh_Hans"}
CATALOGUES = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Words:
    """One language: `lang` as in addresses (`zh-hans`), its catalogue and its CLDR locale."""

    lang: str
    locale: Locale
    catalogue: NullTranslations

    @property
    def key(self) -> str:
        """The language as our data name it (Chinese is `zh` there)."""
        return self.lang.partition("-")[0]

    def gettext(self, message: str) -> str:
        """The message in this language; as it is where nobody has translated it."""
        return self.catalogue.gettext(message) if message else ""

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The form of the message for a number."""
        return self.catalogue.ngettext(one, many, number)


@lru_cache(maxsize=16)
def words_in(lang: str) -> Words:
    """The words of one of `LANGUAGES`, in any case; English for one we do not have."""
    lang = lang.lower() if lang.lower() in LANGUAGES else "en"
    file = CATALOGUES / FOLDERS.get(lang, lang) / "LC_MESSAGES" / "publication.mo"
    if not file.exists():
        return Words(lang, Locale.parse(LOCALES[lang]), NullTranslations())
    with file.open("rb") as compiled:
        return Words(lang, Locale.parse(LOCALES[lang]), GNUTranslations(compiled))
