import io

import pytest

from iscm.cli.progress import Bar


class Screen(io.StringIO):
    def __init__(self, *, is_terminal):
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self):
        return self.is_terminal


@pytest.fixture
def drawn(monkeypatch):
    def draw(*, is_terminal):
        screen = Screen(is_terminal=is_terminal)
        monkeypatch.setattr("sys.stderr", screen)
        with Bar() as bar:
            bar(1, 2, "documents")
            bar(2, 2, "documents")
        return screen.getvalue()

    return draw


def test_a_terminal_sees_a_bar_that_wipes_itself(drawn):
    half, full = "█" * 12 + "░" * 12, "█" * 24
    clear = "\r\x1b[K"
    assert drawn(is_terminal=True) == f"{clear}{half} 1/2 documents{clear}{full} 2/2 documents{clear}"


def test_a_pipe_sees_nothing(drawn):
    assert drawn(is_terminal=False) == ""
