"""Office files as archives: whatever is broken in them is told in one way."""

import pytest

from iscm.domain.errors import UnreadableInputError
from iscm.reading.layouts.packages import open_package
from tests.factories.files import make_damaged_archive


def test_a_part_that_cannot_be_unpacked_is_a_damaged_file():
    with pytest.raises(UnreadableInputError, match=r"letter\.docx"):
        open_package(make_damaged_archive("word/document.xml"), "letter.docx")
