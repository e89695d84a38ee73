"""Mail that nobody waits for: sent by a thread of its own, failures in the log of the server."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor

from django.core.mail import EmailMessage

LOG = logging.getLogger(__name__)
_SENDER = ThreadPoolExecutor(1, thread_name_prefix="mail")


def send_later(message: EmailMessage) -> "Future[None]":
    """Send a message after the answer; what is returned is done when it was sent, or was not."""
    return _SENDER.submit(_send, message)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError as error:  # all of smtplib's errors are
        LOG.error("mail %r was not sent: %s", message.subject, error)  # noqa: TRY400  # one line says it
