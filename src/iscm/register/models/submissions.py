"""What was sent in, by whom, and how far each mechanism's word is trusted."""

import uuid

from django.db import models

from iscm.register.models.documents import Document, Received


def new_address() -> str:
    """A random name that nobody can guess: whoever has it may ask what became of the submission."""
    return str(uuid.uuid4())


class PostingRight(models.Model):
    """What becomes of what is sent for a mechanism (its slug): blocked, reviewed or trusted; without a row, reviewed.

    The log tells who set it, when and why.
    """

    mechanism = models.CharField(max_length=60, unique=True)
    right = models.CharField(max_length=10)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("mechanism",)

    def __str__(self) -> str:
        return f"{self.mechanism} {self.right}"


class Submission(models.Model):
    """One submission: its document, and what only the desk may see of it.

    `about` is the uid of the meeting it speaks of, empty for one that the register does not hold. `kind` is new,
    change, confirm, outcome or material. `attached` are the bytes of a file sent with it. `contact` is where an answer
    goes; like `sender` and `note` it is never published. `owner` is the key or link it came with, and
    `request_key` with `request_digest` tell a repeated call from another one.
    """

    uid = models.CharField(max_length=36, unique=True, default=new_address, editable=False)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="submission")
    attached = models.ForeignKey(Received, on_delete=models.PROTECT, null=True, related_name="submissions")
    sender = models.CharField(max_length=150)
    contact = models.CharField(max_length=254, blank=True)
    mechanism = models.CharField(max_length=60, blank=True, db_index=True)
    about = models.CharField(max_length=36, blank=True, db_index=True)
    kind = models.CharField(max_length=10)
    note = models.TextField(blank=True)
    lang = models.CharField(max_length=35, default="en")
    owner = models.CharField(max_length=100, blank=True)
    request_key = models.CharField(max_length=200, blank=True)
    request_digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "request_key"), condition=~models.Q(request_key=""), name="submission_request"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.sender}"
