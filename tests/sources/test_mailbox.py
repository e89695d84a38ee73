"""A mail folder: what its messages bring, and what hostile ones cannot do."""

import os
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.documents import Document
from iscm.domain.errors import UnreadableInputError
from iscm.sources import mailbox
from iscm.sources.mailbox import POLICY, Message, parse_message, read_maildir
from tests.factories.mail import make_mail, make_maildir

WORDS = bytes(make_mail("words"))
OPEN_IT = "Open it in a mail program and save what it holds."
NOTHING = Message("k", faults=("The message holds nothing: no words, nothing attached.",))


def keys(folder, known=()):
    return [message.key for message in read_maildir(folder, known)]


def test_a_message_is_told_with_its_sender_and_moment():
    mail = make_mail("See attached.", files=(("calendar.pdf", b"%PDF-1", "application/pdf"),))
    mail["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
    assert parse_message("k", bytes(mail)) == Message(
        key="k",
        subject="News",
        sender="office@example.org",
        sent_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        documents=(Document("calendar.pdf", b"%PDF-1"),),
        faults=(),
    )


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("Mon, 02 Mar 2026 10:00:00 -0000", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        ("Mon, 02 Mar 2026 10:00:00", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        ("Fri, 31 Dec 9999 23:59:59 -2300", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_moment_is_read_or_left_out(date, moment):
    assert parse_message("k", f"Date: {date}\n\nwords".encode()).sent_at == moment


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        ("=?utf-8?q?R=C3=A9union?=", "Réunion"),
        ("=?utf-8?q?a=0D=0ABcc=3A_b=E2=80=AE?=", "a Bcc: b"),
        ("=?nonsense?q?a=FF?=", "a�"),
        ("x" * 900, "x" * 300),
    ],
)
def test_a_subject_is_one_short_line(header, subject):
    assert parse_message("k", f"Subject: {header}\n\nwords".encode()).subject == subject


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        ("Office <office@example.org>", "office@example.org"),
        ("a@example.org, b@example.org", "a@example.org"),
        ("undisclosed:;", ""),
        ("nobody", "nobody"),
        ("", ""),
    ],
)
def test_a_sender_is_the_first_address(header, sender):
    assert parse_message("k", f"From: {header}\n\nwords".encode()).sender == sender


def test_headers_are_cut_before_they_are_parsed():
    assert POLICY.header_source_parse(["Subject: " + "x" * 9_999]) == ("Subject", "x" * 2_000)


def test_a_folder_is_read_from_the_oldest_and_left_as_it_is(tmp_path):
    folder = make_maildir(tmp_path / "mail", new={"3.c.host": WORDS}, cur={"1.a.host:2,S": WORDS, "2.b.host:2,": WORDS})
    before = {path: path.stat() for path in folder.rglob("*")}
    assert keys(folder) == ["1.a.host", "2.b.host", "3.c.host"]
    after = {path: path.stat() for path in folder.rglob("*")}
    assert {path: (stat.st_mtime_ns, stat.st_size) for path, stat in after.items()} == {
        path: (stat.st_mtime_ns, stat.st_size) for path, stat in before.items()
    }


def test_messages_known_already_are_not_read_again(tmp_path):
    folder = make_maildir(tmp_path / "mail", new={"2.b": WORDS}, cur={"1.a:2,": WORDS})
    assert keys(folder, known={"1.a"}) == ["2.b"]


def test_a_message_that_a_mail_program_moves_meanwhile_is_told_once(tmp_path):
    folder = make_maildir(tmp_path / "mail", new={"1.a": WORDS, "2.b": WORDS}, cur={"1.a:2,S": WORDS})
    messages = read_maildir(folder)
    assert next(messages).key == "1.a"
    (folder / "new" / "2.b").rename(folder / "cur" / "2.b:2,S")
    assert list(messages) == []
    assert keys(folder) == ["1.a", "2.b"]


def test_only_files_of_the_folder_itself_are_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(WORDS)
    folder = make_maildir(tmp_path / "mail", new={".hidden": WORDS, "1.a": WORDS}, cur={})
    (folder / "new" / "2.link").symlink_to(secret)
    (folder / "new" / "3.folder").mkdir()
    os.mkfifo(folder / "new" / "4.pipe")
    assert keys(folder) == ["1.a"]


@pytest.mark.parametrize("parts", [(), ("new",), ("cur",)])
def test_another_folder_is_refused(tmp_path, parts):
    for part in parts:
        (tmp_path / part).mkdir()
    with pytest.raises(UnreadableInputError) as caught:
        keys(tmp_path)
    remedy = "Name a maildir: it has `new` and `cur` in it."
    assert str(caught.value) == f"{tmp_path}: this is no mail folder. {remedy}"


def test_a_message_too_large_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(mailbox, "MOST_BYTES", 99)
    folder = make_maildir(tmp_path / "mail", new={"1.a": bytes(100)}, cur={"2.b": b"Subject: s\n\nwords"})
    first, second = read_maildir(folder)
    assert first == Message("1.a", faults=(f"The message was not read: it is larger than 99 bytes. {OPEN_IT}",))
    assert second.subject == "s"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"a: b\n\n" + b"\n" * 1_000_001, "it has more than 1,000,000 lines"),
        (b"a:b\n" * 400_001, "it has more than 400,000 lines that look like headers"),
        (b"Subject: x\n\n" + b"--b\n\nx\n" * 5_001, "it has more than 5,000 lines that may part it"),
        (b"Content-Type: multipart/mixed; Boundary=b\n\n--b\n" * 41, "it has more than 40 parts within parts"),
        (b"Content-Type: multipart/mixed; boundary*0 = b\n\n--b\n" * 41, "it has more than 40 parts within parts"),
        (b"Content-Type: multipart/mixed; boundary (x)= b\n\n--b\n" * 41, "it has more than 40 parts within parts"),
    ],
    ids=["lines", "headers", "parts", "depth", "depth in pieces", "depth with comments"],
)
def test_a_message_that_would_take_too_long_is_told(content, why):
    assert parse_message("k", content) == Message("k", faults=(f"The message was not read: {why}. {OPEN_IT}",))


def test_a_message_on_boundaries_is_read_as_any_other():
    text = b"The boundary commission met. " * 50
    assert parse_message("k", b"Subject: s\n\n" + text).documents == (Document("s.txt", text),)


def test_a_message_that_the_parser_cannot_bear_is_told():
    content = b"Content-Type: message/rfc822\n\n" * 3_000
    why = "its headers or parts make no sense"
    assert parse_message("k", content) == Message("k", faults=(f"The message was not read: {why}. {OPEN_IT}",))


@pytest.mark.parametrize("content", [b"", b"\n", b"Subject: \n\n \n", b"Content-Type: image/png\n\nx"])
def test_a_message_of_nothing_is_told(content):
    assert parse_message("k", content) == NOTHING


HEADERS = st.sampled_from(
    [
        b"Subject: ",
        b"From: ",
        b"Date: ",
        b"Content-Type: ",
        b"Content-Disposition: attachment; filename",
        b"Message-ID: ",
    ]
)


@given(HEADERS, st.text(alphabet="()<>\"'*=?;,:@[]\\/.ab0 \n\té", max_size=200), st.binary(max_size=200))
def test_any_bytes_are_a_message(header, value, body):
    message = parse_message("k", header + value.encode() + b"\n\n" + body)
    assert bool(message.documents or message.faults) is True
    assert (message.subject + message.sender).isprintable()
