"""Databases of their own, for processes of their own."""

import os
import shutil
import uuid
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import pytest


@contextmanager
def own_database(folder, like=None):
    """The address of a database of its own, empty or `like` another: a file, or beside the one that tests run on."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        if like:
            shutil.copyfile(like.removeprefix("sqlite:///"), folder / "register.sqlite3")
        yield f"sqlite:///{folder}/register.sqlite3"
        return
    import psycopg

    name, template = f"own_{uuid.uuid4().hex}", f" TEMPLATE {urlsplit(like).path[1:]}" if like else ""
    parts = urlsplit(url)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}{template}")
        yield urlunsplit(parts._replace(path=f"/{name}"))
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(tmp_path):
    """The address of an empty database of its own."""
    with own_database(tmp_path) as address:
        yield address
