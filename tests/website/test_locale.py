"""The interface in six languages: nothing missing, nothing stale."""

import importlib.util
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation import gettext, ngettext, override

import iscm.website

LOCALE = Path(iscm.website.__file__).parent / "locale"
SCRIPT = Path(__file__).parents[2] / "scripts/extract_messages.py"
LANGUAGES = ("fr", "es", "ar", "ru", "zh_Hans")
PLACE = re.compile(r"%\(\w+\)s")


@pytest.fixture(scope="module")
def wanted():
    """Every message of the interface, as the script finds them."""
    spec = importlib.util.spec_from_file_location("extract_messages", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(dict.fromkeys([*module.from_templates(), *module.from_python(), *module.from_kinds()]))


def catalogue(folder):
    with (LOCALE / folder / "LC_MESSAGES/django.po").open("rb") as po:
        return read_po(po, locale=folder)


@pytest.mark.parametrize("folder", LANGUAGES)
def test_every_message_is_translated(folder, wanted):
    known = catalogue(folder)
    missing = [message for message in wanted if not (found := known.get(message)) or not all(found.string)]
    assert missing == []


@pytest.mark.parametrize("folder", LANGUAGES)
def test_translations_have_the_places_of_their_message(folder):
    for message in catalogue(folder):
        if message.id:
            texts = message.id if isinstance(message.id, tuple) else (message.id,)
            answers = message.string if isinstance(message.string, tuple) else (message.string,)
            places = {place for text in texts for place in PLACE.findall(text)}
            assert (message.id, {place for answer in answers for place in PLACE.findall(answer)}) == (
                message.id,
                places,
            )


@pytest.mark.parametrize("folder", LANGUAGES)
def test_compiled_messages_are_those_of_the_catalogue(folder):
    made = BytesIO()
    write_mo(made, catalogue(folder))
    assert (LOCALE / folder / "LC_MESSAGES/django.mo").read_bytes() == made.getvalue()


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
