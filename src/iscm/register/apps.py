"""The register as a Django application."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Tables of documents, records, judgements and the meetings that follow from them."""

    name = "iscm.register"
    label = "register"
    verbose_name = "Register"
    default_auto_field = "django.db.models.BigAutoField"
