"""The translations: complete, compiled, and with the same places to fill in as the originals."""

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from scripts.extract_messages import (
    API,
    DESK,
    PUBLICATION,
    WEBSITE,
    from_kinds,
    from_publications,
    from_python,
    from_templates,
)

LANGUAGES = {"fr": "fr", "es": "es", "ar": "ar", "ru": "ru", "zh-hans": "zh_Hans"}
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


CATALOGUES = {
    "django": (
        WEBSITE,
        lambda: {*from_templates(), *from_python(WEBSITE), *from_python(API), *from_python(DESK), *from_publications()},
    ),
    "publication": (PUBLICATION, lambda: {*from_python(PUBLICATION), *from_kinds()}),
}
EACH = [(code, name) for code in LANGUAGES for name in CATALOGUES]


def source(code: str, name: str) -> Path:
    return CATALOGUES[name][0] / "locale" / LANGUAGES[code] / "LC_MESSAGES" / f"{name}.po"


def catalogue(code: str, name: str):
    with source(code, name).open("rb") as file:
        return [message for message in read_po(file) if message.id]


def translated(code: str, name: str):
    return [
        message for message in catalogue(code, name) if not message.fuzzy and all(form for _, form in pairs(message))
    ]


def pairs(message) -> list[tuple[str, str]]:
    """Original and translation, or the plural original with each form of the translation."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return [(message.id[1], form) for form in message.string]


def test_every_language_of_the_site_has_its_file():
    assert [code for code, _ in settings.LANGUAGES] == ["en", *LANGUAGES]


@pytest.mark.parametrize(("code", "name"), EACH)
def test_every_text_of_the_site_is_in_the_file(code, name):
    wanted = CATALOGUES[name][1]()
    held = {
        (message.id if isinstance(message.id, str) else tuple(message.id), message.context)
        for message in catalogue(code, name)
    }
    assert wanted - held == set()


@pytest.mark.parametrize(("code", "name"), EACH)
def test_every_text_is_translated_and_none_is_a_guess(code, name):
    lacking = [
        message.id for message in catalogue(code, name) if message.fuzzy or not all(form for _, form in pairs(message))
    ]
    assert lacking == []


@pytest.mark.parametrize(("code", "name"), EACH)
def test_places_to_fill_in_are_those_of_the_original(code, name):
    # One and two may be words in some languages, so a plural form may do without its number.
    unlike = [
        (original, form)
        for message in translated(code, name)
        for original, form in pairs(message)
        if not set(PLACES.findall(form)) <= set(PLACES.findall(original))
        or (isinstance(message.id, str) and set(PLACES.findall(form)) != set(PLACES.findall(original)))
    ]
    assert unlike == []


@pytest.mark.parametrize(("code", "name"), EACH)
def test_the_compiled_file_says_the_same(code, name):
    with source(code, name).with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    unlike = []
    for message in translated(code, name):
        key = message.id if isinstance(message.id, str) else message.id[0]
        original = f"{message.context}\x04{key}" if message.context else key
        told = compiled._catalog.get(original) or compiled._catalog.get((original, 0))
        if told != (message.string if isinstance(message.string, str) else message.string[0]):
            unlike.append(original)
    assert unlike == []
