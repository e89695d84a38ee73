"""The Django app of the API: its page and its command."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Without tables."""

    name = "iscm.api"
    label = "api"
