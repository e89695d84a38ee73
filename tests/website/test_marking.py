"""Words found, marked where they stand."""

import pytest

from iscm.website.marking import LONGEST, marked

MARKED = [
    ("Labour migration", "labour", "<mark>Labour</mark> migration"),
    ("Workshops on visas", "workshop visa", "<mark>Workshops</mark> on <mark>visas</mark>"),
    ("Réunion à Genève", "geneve", "Réunion à <mark>Genève</mark>"),
    ("Совещание по миграции", "миграция", "Совещание по <mark>миграции</mark>"),
    ("Migration", "mig", "<mark>Migration</mark>"),
    ("Migration", "mig forum", "Migration"),
    ("Forum", "", "Forum"),
    ("<b>Forum</b> & more", "forum", "&lt;b&gt;<mark>Forum</mark>&lt;/b&gt; &amp; more"),
    ("<script>x</script>", "script", "&lt;<mark>script</mark>&gt;x&lt;/<mark>script</mark>&gt;"),
]


@pytest.mark.parametrize(("text", "query", "html"), MARKED)
def test_every_word_asked_for_is_marked_and_the_rest_is_escaped(text, query, html):
    assert marked(text, query) == html


def test_a_very_long_text_is_only_escaped():
    assert marked("<" * (LONGEST + 1), "x") == "&lt;" * (LONGEST + 1)
