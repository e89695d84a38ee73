"""Two machines on one PostgreSQL with a replica, begun once for all tests of this folder."""

import pytest

from tests.machines.servers import make_synchronous, primary_and_replica
from tests.machines.sites import Visitor, run_python, serving
from tests.postgres import find_server
from tests.programs import left_out

PREPARE = """
import json, django
django.setup()
from iscm.desk.room_door import sign
from iscm.domain.submissions import Right
from iscm.register.models import Meeting
from iscm.register.operations.accounts import make_key
from iscm.register.operations.posting import set_right
from iscm.register.operations.rooms import make_link
(meeting,) = Meeting.objects.filter(is_listed=True, year=2024, parties__mechanism__slug="gfmd").order_by("sort_day")[:1]
set_right("gfmd", Right.TRUSTED, actor="ann", reason="they know")
link = make_link("gfmd", "The office", "", days=60, actor="ann").link
key = make_key("a program", "gfmd", actor="ann")
print(json.dumps({"uid": meeting.uid, "room": f"/room/{sign(link)}/", "key": key}))
"""


@pytest.fixture(scope="session")
def servers():
    """The primary and its replica."""
    if not (programs := find_server()):
        left_out("a PostgreSQL server program")
    with primary_and_replica(programs) as both:
        yield both


@pytest.fixture(scope="session")
def databases(servers):
    """What operators set on both machines: the two as they may take writes, and the second one for reads."""
    one, two = servers
    return {
        "DATABASE_URL": f"postgresql://iscm@/iscm?host={one.folder},{two.folder}&port=5432,5432&connect_timeout=60",
        "DATABASE_REPLICAS": f"postgresql://iscm@/iscm?host={two.folder}&connect_timeout=60",
        "REPLICA_LAG": "600",
        "DJANGO_SETTINGS_MODULE": "iscm.project.settings",
    }


@pytest.fixture(scope="session")
def ports(servers, databases, tmp_path_factory):
    """Two machines that begin at the same moment with an empty database, which is made synchronous then."""
    folder = tmp_path_factory.mktemp("machines")
    with serving([folder / "first", folder / "second"], databases) as found:
        make_synchronous(servers[0])
        yield found


@pytest.fixture(scope="session")
def known(ports, databases, tmp_path_factory):
    """A meeting, the room of its secretariat, which is trusted, and a key for a program."""
    return run_python(PREPARE, tmp_path_factory.mktemp("aside"), databases)


@pytest.fixture
def meeting(known):
    """The address of that meeting."""
    return f"/meetings/{known['uid']}/"


@pytest.fixture
def reader(ports):
    """Somebody who only reads."""
    return Visitor(ports[0])
