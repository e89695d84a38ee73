"""Twenty-five themes: those that the package knows, and five that an editor of a made-up register states."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from iscm.data import load_vocabulary

STATED = {
    "diaspora-engagement": ("Diaspora engagement", "Vinculación con las diásporas", "Mobilisation des diasporas",
                            "إشراك المغتربين", "Взаимодействие с диаспорами", "侨民参与"),
    "remittances": ("Remittances", "Remesas", "Envois de fonds", "التحويلات المالية", "Денежные переводы", "汇款"),
    "consular-protection": ("Consular protection", "Protección consular", "Protection consulaire", "الحماية القنصلية",
                            "Консульская защита", "领事保护"),
    "statelessness": ("Statelessness", "Apatridia", "Apatridie", "انعدام الجنسية", "Безгражданство", "无国籍"),
    "skills-recognition": ("Recognition of skills", "Reconocimiento de competencias", "Reconnaissance des compétences",
                           "الاعتراف بالمهارات", "Признание квалификаций", "技能认可"),
}  # fmt: skip
LANGUAGES = ("en", "es", "fr", "ar", "ru", "zh")
CHINESE = "zh-hans"
WHY = "the made-up register speaks of it"


@cache
def labels() -> Mapping[str, Mapping[str, str]]:
    """The words of each theme by language; English where there are none."""
    known = {slug: {**theme.pref_label} for slug, theme in load_vocabulary().themes.items()}
    known = {slug: {"zh": words.get(CHINESE, words["en"]), **words} for slug, words in known.items()}
    known |= {slug: dict(zip(LANGUAGES, words, strict=True)) for slug, words in STATED.items()}
    return {slug: {lang: words.get(lang, words["en"]) for lang in LANGUAGES} for slug, words in known.items()}


def state_themes(at: datetime) -> None:
    """State the further ones in the open register, as an editor does."""
    from iscm.domain.facts import Fact
    from iscm.register.operations.facts import Source, state_fact

    for slug in STATED:
        said = {CHINESE if lang == "zh" else lang: words for lang, words in labels()[slug].items()}
        facts = [Fact("new", value=True), *(Fact("label", words, lang) for lang, words in said.items())]
        state_fact("theme", slug, facts, Source(), actor="benchmarks", reason=WHY, now=at)
