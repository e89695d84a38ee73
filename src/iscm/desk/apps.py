"""The application as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages behind the door, their templates and static files."""

    name = "iscm.desk"

    def ready(self) -> None:
        """Note what happens at the door."""
        from iscm.desk.signing import listen  # noqa: PLC0415  # models can be imported only now

        listen()
