"""What the server processes share is loaded before they part, without a database."""

import sys
from pathlib import Path

from django.template import engines

from iscm.cli.sharing import load_for_all
from iscm.publication.words import words_in


def test_the_site_its_templates_and_languages_are_loaded_and_no_database_is_asked():
    words_in.cache_clear()
    load_for_all()
    kept = engines["django"].engine.template_loaders[0].get_template_cache
    known = {f"{app}/{file.relative_to(folder / app).as_posix()}" for app, folder, file in our_templates()}
    assert known - set(kept) == set()
    assert words_in.cache_info().currsize == 6
    assert "iscm.website.views.calendar" in sys.modules


def our_templates():
    for app in ("website", "desk"):
        folder = Path(sys.modules[f"iscm.{app}"].__file__).parent / "templates"
        for file in (folder / app).rglob("*.html"):
            yield app, folder, file
