"""What is sent is let go of in the end, also where it breaks before anything is sent."""

import pytest
from django.http import StreamingHttpResponse

from iscm.project.sending import send

pytestmark = pytest.mark.django_db  # the end of an answer looks after connections


class Held:
    """What an answer reads from until it is closed; breaks after the first piece if told so."""

    def __init__(self, is_broken):
        self.is_broken, self.is_closed = is_broken, False

    def __iter__(self):
        yield b"first"
        if self.is_broken:
            raise OSError

    def close(self):
        self.is_closed = True


def sent(held):
    return list(send(lambda _environ, _start: StreamingHttpResponse(held), {}, lambda *_: None))


def test_a_short_answer_is_sent_whole_and_closed():
    held = Held(is_broken=False)
    assert (sent(held), held.is_closed) == ([b"first"], True)


def test_an_answer_that_breaks_is_closed():
    held = Held(is_broken=True)
    with pytest.raises(OSError):
        sent(held)
    assert held.is_closed
