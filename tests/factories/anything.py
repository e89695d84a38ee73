"""A row for any table: values that a form would hardly make, of every kind that columns have."""

from datetime import UTC, date, datetime

from django.db import models

LETTERS = '«Ünïcödé» عربي 中文 \u2028 \\ " % {}'
MOMENT = datetime(2026, 3, 29, 0, 59, 59, 123456, tzinfo=UTC)
VALUES = [
    (models.BinaryField, bytes(range(256))),
    (models.BooleanField, True),
    (models.DateTimeField, MOMENT),
    (models.DateField, date(1951, 7, 28)),
    (models.FloatField, 0.1 + 0.2),
    (models.JSONField, {"a": [1, None, 1.5, LETTERS], "": {"b": True}}),
    (models.EmailField, "ann@example.org"),
    (models.GenericIPAddressField, "2001:db8::1"),
    (models.PositiveSmallIntegerField, 32767),
    (models.PositiveBigIntegerField, 2**63 - 1),
    (models.IntegerField, 2**31 - 1),
]


def add_anything(model):
    """One row, with what it refers to where there is none; gives its key."""
    values = {field.attname: _value(field) for field in model._meta.local_concrete_fields if not _by_itself(field)}
    return model._base_manager.create(**values).pk


def _by_itself(field):
    return isinstance(field, models.AutoField | models.BigAutoField)


def _value(field):
    if field.is_relation:
        if field.null and field.remote_field.model is field.model:
            return None
        target = field.remote_field.model
        found = target._base_manager.order_by("pk").values_list(field.target_field.attname, flat=True)
        return found.last() or target._base_manager.get(pk=add_anything(target)).serializable_value(
            field.target_field.attname
        )
    for kind, value in VALUES:
        if isinstance(field, kind):
            return value
    return LETTERS[: field.max_length] if field.max_length else LETTERS
