"""The sentence over a list."""

from datetime import date

import pytest
from django.utils.translation import override

from iscm.register.queries.filters import Filter
from iscm.register.queries.stamps import version
from iscm.register.queries.year_lists import year_list
from iscm.website.sentences import year_sentence
from tests.factories.rows import add_meeting

SAID = [
    ("en", "10 meetings of 2 mechanisms in 2024; 7 online and 1 hybrid; last update 24 September 2024."),
    (
        "fr",
        (
            "10 réunions de 2 mécanismes en 2024 ; 7 en ligne et 1 en format hybride ; "
            "dernière mise à jour le 24 septembre 2024."
        ),
    ),
    (
        "ru",
        (
            "10 совещаний 2 механизмов, 2024 год; онлайн: 7, в гибридном формате: 1; "
            "по состоянию на 24 сентября 2024 г. (последнее обновление)."
        ),
    ),
    ("zh-hans", "2024年10次会议（2个机制）；线上7次，混合形式1次；最后更新2024年9月24日。"),
]


@pytest.mark.parametrize(("lang", "said"), SAID)
def test_sentence_counts_groups_mechanisms_and_attendance(db, lang, said):
    add_meeting("Webinars", "2024-01", mechanisms=("gfmd", "rcm"), attendance="online", count=7)
    add_meeting("Forum", "2024-02-01", attendance="hybrid")
    add_meeting("Summit", "2024-03-01")
    add_meeting("Workshop", "2024-04-01", mechanisms=("rcm",))
    with override(lang):
        assert (
            year_sentence(year_list(2024, Filter(), version()).counted, 2024, date(2024, 9, 24))
            .replace("\u202f", " ")
            .replace("\xa0", " ")
            == said
        )


def test_year_without_meetings_counts_none(db):
    assert year_sentence(year_list(2031, Filter(), version()).counted, 2031) == "0 meetings in 2031."
