"""What the server processes share: they are forks, and a page of memory that none of them writes is there once."""

import gc
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.urls import get_resolver
from django.utils.translation import override

from iscm.data import load_vocabulary
from iscm.publication.words import words_in


def load_for_all() -> None:
    """Load the site, its addresses, templates, names and languages before the processes part. Asks no database.

    What is loaded is then left alone by the collection of garbage, which would write into every page it looks at.
    """
    import_module("iscm.project.wsgi")
    for language, _ in settings.LANGUAGES:
        with override(language):
            get_resolver()._populate()  # noqa: SLF001  # Django has no public name for it
        words_in(language).locale.territories.get("CH")
    load_vocabulary()
    _load_templates()
    gc.collect()
    gc.freeze()


def _load_templates() -> None:
    for engine in engines.all():
        if isinstance(engine, DjangoTemplates):
            for name in sorted(_names(engine)):
                engine.get_template(name)


def _names(engine: DjangoTemplates) -> set[str]:
    """The templates that are ours, by name."""
    folders = [folder for folder in map(Path, engine.template_dirs) if folder.parent.parent.name == "iscm"]
    return {file.relative_to(folder).as_posix() for folder in folders for file in folder.rglob("*.html")}
