"""What a message brings: files, invitations, or its own words."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iscm.domain.documents import Document
from iscm.sources.attachments import MOST_DOCUMENTS, attached, clean_name, written
from iscm.sources.mailbox import parse_message
from tests.factories.mail import make_mail

PDF = ("calendar.pdf", b"%PDF-1", "application/pdf")


def documents(content: bytes | EmailMessage) -> dict[str, bytes]:
    return {document.name: document.content for document in parse_message("k", bytes(content)).documents}


def part(headers: str, body: bytes) -> bytes:
    """A message of one such part beside a greeting."""
    head = b"Subject: News\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\n"
    return head + headers.encode("latin-1") + b"\n\n" + body + b"\n--b--\n"


def test_files_come_as_they_were_sent():
    files = (PDF, ("list.csv", b"a;b\xe9\r\n", "text/csv"), ("r\u00e9union \u4f1a.docx", b"PK", "application/msword"))
    sent = {name: content for name, content, _ in files}
    assert documents(make_mail("See attached.", "<p>See attached.", files)) == sent


def test_two_files_of_one_name_keep_apart():
    files = (PDF, ("calendar.pdf", b"%PDF-2", "application/pdf"), ("calendar.pdf", b"%PDF-3", "application/pdf"))
    assert list(documents(make_mail("x", files=files))) == ["calendar.pdf", "calendar (2).pdf", "calendar (3).pdf"]


def test_an_invitation_is_a_file_though_it_is_not_attached():
    mail = make_mail("Please come.", "<p>Please come.")
    mail.add_alternative("BEGIN:VCALENDAR", subtype="calendar")
    assert list(documents(mail)) == ["attachment.ics"]


def test_files_of_a_forwarded_message_are_found():
    inner = make_mail("Dear all", files=(PDF,), Subject="Calendar")
    outer = make_mail("FYI")
    outer.add_attachment(inner)
    assert documents(outer) == {"calendar.pdf": b"%PDF-1"}


@pytest.mark.parametrize(
    ("headers", "is_file"),
    [
        ("Content-Type: application/pdf", True),
        ("Content-Type: application/octet-stream; name=a.pdf", True),
        ("Content-Type: text/plain; name=notes.txt", True),
        ("Content-Type: text/html\nContent-Disposition: attachment", True),
        ("Content-Type: image/png\nContent-Disposition: attachment; filename=scan.png", True),
        ("Content-Type: image/png\nContent-Disposition: attachment; filename=logo.png\nContent-ID: <1>", False),
        ("Content-Type: image/png\nContent-Disposition: inline; filename=logo.png", False),
        ("Content-Type: application/pgp-signature; name=signature.asc", False),
        ("Content-Type: application/pkcs7-signature; name=smime.p7s", False),
        ("Content-Type: text/vcard; name=person.vcf", False),
        ("Content-Type: text/rfc822-headers", False),
        ("Content-Type: text/plain", False),
    ],
)
def test_what_counts_as_a_file(headers, is_file):
    names = list(documents(part(headers, b"content")))
    assert (names != ["News.txt"]) is is_file


@pytest.mark.parametrize(
    ("headers", "body", "content"),
    [
        ("Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64", b"QUJD*RA=", b"ABCD"),
        ("Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64", b"", None),
        ("Content-Type: application/pdf; name=a.pdf", b"", None),
    ],
)
def test_a_damaged_file_is_told(headers, body, content):
    message = parse_message("k", part(headers, body))
    fault = "The attachment a.pdf is empty or damaged. Ask the sender for it anew."
    assert message.faults == (fault,)
    assert message.documents == ((Document("a.pdf", content),) if content else (Document("News.txt", b"Hello"),))


def test_more_files_than_bearable_are_told():
    head = b"Content-Type: multipart/mixed; boundary=b\n\n"
    message = parse_message("k", head + b"--b\nContent-Type: application/pdf; name=a.pdf\n\nx\n" * 51)
    assert len(message.documents) == MOST_DOCUMENTS
    assert message.faults == ("Only the first 50 attachments and 500 parts were read. Ask for fewer.",)


def test_more_parts_than_bearable_are_told():
    late = b"--b\nContent-Type: application/pdf; name=late.pdf\n\nx\n--b--"
    content = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 500 + late
    message = parse_message("k", content)
    assert [document.name for document in message.documents] == ["message.txt"]
    assert message.faults[0] == "Only the first 50 attachments and 500 parts were read. Ask for fewer."


# Words


def test_the_words_come_in_html_when_there_is_no_file():
    mail = make_mail("plain", "<table><tr><td>3 May", Subject="Meeting: Réunion / 2026")
    assert documents(mail) == {"2026.html": b"<table><tr><td>3 May\n"}


@pytest.mark.parametrize(
    ("charset", "body", "text"),
    [
        ("utf-8", "Réunion".encode(), "Réunion"),
        ("windows-1251", "Встреча".encode("cp1251"), "Встреча"),
        ("iso-8859-1", "Réunion".encode("latin-1"), "Réunion"),
        ("us-ascii", "Réunion".encode(), "Réunion"),
        ("nonsense", "Réunion".encode(), "Réunion"),
        ("hex", b"abcd", "abcd"),
        ("punycode", b"abc-", "abc-"),
    ],
)
def test_words_are_given_in_utf_8(charset, body, text):
    content = f"Subject: News\nContent-Type: text/plain; charset={charset}\n\n".encode() + body
    message = parse_message("k", content)
    assert (message.documents, message.faults) == ((Document("News.txt", text.encode()),), ())


@pytest.mark.parametrize("charset", ["us-ascii", "utf-8", "nonsense"])
def test_words_in_no_known_encoding_are_told(charset):
    message = parse_message("k", f"Content-Type: text/plain; charset={charset}\n\n".encode() + b"R\xe9union")
    assert message.documents == (Document("message.txt", "Réunion".encode()),)
    assert message.faults == (
        "The letters of message.txt are in an encoding that is not told rightly: some may be wrong.",
    )


def test_the_words_of_a_forwarded_message_come_too():
    outer = make_mail("FYI", Subject="Fwd")
    outer.add_attachment(make_mail("On 3 May we meet.", Subject="Calendar"))
    assert documents(outer) == {"Fwd.txt": b"FYI\n", "Calendar.txt": b"On 3 May we meet.\n"}


def test_a_message_alone_brings_what_it_has():
    assert attached(make_mail("words")) == ((), ())
    assert written(make_mail("words")) == ((Document("News.txt", b"words\n"),), ())
    assert written(EmailMessage()) == ((), ())


# Names


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("calendar 2026.pdf", "calendar 2026.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\a.docx", "a.docx"),
        (".htaccess", "htaccess"),
        ("..", ""),
        ("a\r\nb.pdf", "a b.pdf"),
        ("fdp.\u202egpj.exe", "fdp.gpj.exe"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("a\x00.pdf", "a.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * 118),
        ("Réunion 会.xlsx", "Réunion 会.xlsx"),
        ("", ""),
    ],
)
def test_a_name_is_that_of_a_file_and_no_more(given_name, name):
    assert clean_name(given_name) == name


@given(st.text(max_size=300))
def test_any_name_is_safe(text):
    name = clean_name(text)
    assert (len(name) <= 120, name.isprintable(), "/" in name, name.startswith(".")) == (True, True, False, False)
