"""The application as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages behind the door, their templates and static files."""

    name = "iscm.desk"
