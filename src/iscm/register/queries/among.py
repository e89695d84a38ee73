"""Naming many rows in one question: one parameter, however many there are, that both databases look up by hash."""

import json
from collections.abc import Collection

from django.db import connection
from django.db.models.expressions import RawSQL

FEW = 500  # so many are named one by one


def among(keys: Collection[int]) -> Collection[int] | RawSQL:
    """What `…__in` is given for these keys.

    A long list of parameters takes long to write and read, and to ask again which rows they were leaves the database to
    guess how many: without statistics PostgreSQL then goes through all of them for each.
    """
    if len(keys) <= FEW:
        return keys
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(keys)])  # no words of anybody's
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(keys))])  # no words of anybody's


def named(uids: Collection[str]) -> Collection[str] | RawSQL:
    """The same for names."""
    if len(uids) <= FEW:
        return uids
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::text[])", [list(uids)])  # a parameter, whatever is in it
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(uids))])  # a parameter, whatever is in it
