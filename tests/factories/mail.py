"""Messages and folders of them, as mail programs make them."""

from email.message import EmailMessage
from pathlib import Path

File = tuple[str, bytes, str]


def make_mail(text: str = "", html: str = "", files: tuple[File, ...] = (), **headers: str) -> EmailMessage:
    """A message with a body in up to two forms; each file is its name, its bytes and its type."""
    mail = EmailMessage()
    for name, value in ({"Subject": "News", "From": "Office <office@example.org>"} | headers).items():
        mail[name] = value
    if text:
        mail.set_content(text)
    if html and text:
        mail.add_alternative(html, subtype="html")
    elif html:
        mail.set_content(html, subtype="html")
    for name, content, kind in files:
        main, sub = kind.split("/")
        mail.add_attachment(content, main, sub, filename=name or None)
    return mail


def make_maildir(folder: Path, *, new: dict[str, bytes], cur: dict[str, bytes]) -> Path:
    """A mail folder with such files in it."""
    for name, messages in (("new", new), ("cur", cur), ("tmp", {})):
        (folder / name).mkdir(parents=True)
        for key, content in messages.items():
            (folder / name / key).write_bytes(content)
    return folder
