"""What the server processes share: they are forks, and a page of memory that none of them writes is there once."""

import gc
from importlib import import_module
from pathlib import Path

from iscm.data import load_vocabulary
from iscm.publication.words import words_in


def load_for_all() -> None:
    """Load the site, its addresses, templates, names and languages before the processes part. Asks no database.

    Django has begun. What is loaded is then left alone by the collection of garbage, which would write into every page
    it looks at.
    """
    import_module("iscm.project.wsgi")
    _load_languages()
    _load_templates()
    load_vocabulary()
    gc.collect()
    gc.freeze()


def _load_languages() -> None:
    from django.conf import settings
    from django.urls import get_resolver
    from django.utils.translation import override

    for language, _ in settings.LANGUAGES:
        with override(language):
            get_resolver()._populate()  # noqa: SLF001  # Django has no public name for it
        words_in(language).locale.territories.get("CH")


def _load_templates() -> None:
    """Those that are ours."""
    from django.template import engines
    from django.template.backends.django import DjangoTemplates

    for engine in engines.all():
        folders = map(Path, engine.template_dirs if isinstance(engine, DjangoTemplates) else ())
        for folder in (folder for folder in folders if folder.parent.parent.name == "iscm"):
            for file in sorted(folder.rglob("*.html")):
                engine.get_template(file.relative_to(folder).as_posix())
