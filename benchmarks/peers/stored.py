"""`python -m benchmarks.peers.stored PORT`: Django that answers with bytes it holds already, and does nothing else."""

import os
import sys
from pathlib import Path
from typing import Any

from benchmarks.scale.serve import WORKERS

ROOT_URLCONF, SECRET_KEY, ALLOWED_HOSTS, MIDDLEWARE = __name__, "measuring", ["127.0.0.1"], ()
HELD: dict[str, bytes] = {}


def stored(_request: object, name: str) -> Any:
    """The bytes of a file of the folder that `STORED` names."""
    from django.http import HttpResponse

    return HttpResponse(HELD[name])


def application() -> Any:
    """The program that the server calls, with all files of the folder in memory."""
    import django
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    HELD.update({path.name: path.read_bytes() for path in Path(os.environ["STORED"]).iterdir()})
    settings.configure(ROOT_URLCONF=__name__, SECRET_KEY=SECRET_KEY, ALLOWED_HOSTS=ALLOWED_HOSTS, MIDDLEWARE=MIDDLEWARE)
    django.setup(set_prefix=False)
    return WSGIHandler()


def urls() -> list[Any]:
    """Every file by its name."""
    from django.urls import path

    return [path("<str:name>", stored)]


def main(port: int) -> None:
    """Serve as our own site is served."""
    from granian import Granian
    from granian.constants import Interfaces

    target = "benchmarks.peers.stored:application"
    Granian(target, port=port, interface=Interfaces.WSGI, workers=WORKERS, factory=True, websockets=False).serve()


urlpatterns = urls()

if __name__ == "__main__":
    main(int(sys.argv[1]))
