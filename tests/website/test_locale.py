"""Messages in the language of the page."""

from django.utils.translation import gettext, ngettext, override


def test_numbers_take_the_form_of_the_language():
    with override("ar"):
        assert ngettext("%(n)s meeting", "%(n)s meetings", 2) == "اجتماعان"
    with override("ru"):
        assert [ngettext("%(n)s meeting", "%(n)s meetings", n) % {"n": n} for n in (1, 3, 5)] == [
            "1 совещание",
            "3 совещания",
            "5 совещаний",
        ]


def test_a_message_without_translation_stays_english():
    with override("fr"):
        assert gettext("This was never translated") == "This was never translated"
