"""What belongs to a meeting as a file or a link: declarations, reports, agendas; given by those who know it."""

import uuid

from django.db import models

from iscm.register.models.documents import Received
from iscm.register.models.meetings import Meeting
from iscm.register.models.submissions import Submission


def new_address() -> str:
    """A random, permanent name."""
    return str(uuid.uuid4())


class Material(models.Model):
    """A file (`received`) or a link (`url`), private until an editor says otherwise.

    An editor's has its `meeting`. One that came with a `submission` belongs to the meetings that rest on this: to none
    before it is accepted, to another once judgements say so. `form` is one of `domain.files.MEDIA`, by content. `kind`
    is one of `domain.materials.Kind`. The log has every change with who and why; `removed_at` takes it from all pages.
    """

    uid = models.CharField(max_length=36, unique=True, default=new_address, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="materials")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, null=True, related_name="material")
    received = models.ForeignKey(Received, on_delete=models.PROTECT, null=True, related_name="materials")
    url = models.CharField(max_length=1000, blank=True)
    name = models.CharField(max_length=500, blank=True)
    form = models.CharField(max_length=10, blank=True)
    size = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    lang = models.CharField(max_length=35, default="und")
    is_public = models.BooleanField(default=False)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title or self.name or self.url
