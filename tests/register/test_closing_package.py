"""A package of open data tells nothing of a closed meeting, and yet a register is built from it that has one."""

from datetime import timedelta

import pytest

from iscm.register import models
from iscm.register.operations.rebuild import rebuild
from tests.factories.closed import SECRET, close, fill_closed
from tests.register.conftest import NOW
from tests.register.test_rebuild_from import build, empty, export, register  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def found(put):
    """A register whose secret is public still."""
    return fill_closed(put, NOW)


def test_package_tells_nothing_of_it_and_builds_an_equal_register(found, tmp_path):
    close(found, LATER)
    files = export(tmp_path / "one", ("csv",))
    assert [name for name, content in files.items() if SECRET.lower() in content.decode().lower()] == []
    names = ("uid", "edtf", "is_closed", "title", "sequence", "is_listed", "merged_into__uid")
    kept = list(models.Meeting.objects.order_by("id").values_list(*names))
    empty()
    assert build(tmp_path / "one").unlike == ()
    assert list(models.Meeting.objects.order_by("id").values_list(*names)) == kept
    assert rebuild(check=True).is_sound
