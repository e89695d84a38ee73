"""With which links secretariats come into the room of their mechanism, and what they say there of it itself."""

from django.db import models
from django.utils.crypto import get_random_string

LINK_LETTERS = 24


def new_link() -> str:
    """A random name; without the secret of this site it opens nothing."""
    return get_random_string(LINK_LETTERS)


class RoomLink(models.Model):
    """A link to the room of one mechanism (its slug): for whom it was made, until when it opens, when it last did.

    `link` is its public name: the link itself is signed with the secret of this site, so that neither the log nor a
    copy of the store opens a room. `contact` and `lang` are where and in what language it was sent.
    """

    link = models.CharField(max_length=32, unique=True, default=new_link, editable=False)
    mechanism = models.CharField(max_length=60, db_index=True)
    name = models.CharField(max_length=150)
    contact = models.CharField(max_length=254, blank=True)
    lang = models.CharField(max_length=35, default="en")
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = models.CharField(max_length=150, blank=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.mechanism} {self.name}"


class RoomNote(models.Model):
    """What was said in a room of one part of what the register has of its mechanism: members, chair, secretariat.

    Without `words` it is still right. `owner` is the link or account it came with, `sender` its name. Words wait for
    the desk until somebody answers; like the words to the desk of a submission they are never published.
    """

    mechanism = models.CharField(max_length=60, db_index=True)
    owner = models.CharField(max_length=100)
    sender = models.CharField(max_length=150)
    part = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    lang = models.CharField(max_length=35, default="en")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.mechanism} {self.part}"
