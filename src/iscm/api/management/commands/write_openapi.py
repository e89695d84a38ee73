"""`iscm manage write_openapi docs/openapi.json`: the description of the API as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from iscm.api.openapi import described_as_text


class Command(BaseCommand):
    """Write it where it is asked for."""

    help = "write the OpenAPI description of the API to a file"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *_: Any, **options: Any) -> None:
        """Write it."""
        options["file"].write_text(described_as_text(), encoding="utf-8")
