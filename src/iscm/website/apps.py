"""The application as Django knows it."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Templates, static files and addresses."""

    name = "iscm.website"
