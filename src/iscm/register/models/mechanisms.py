"""The mechanisms as rows: names through time, parties, bodies, and where each fact comes from."""

from django.db import models

from iscm.register.models.schemes import Territory


class Mechanism(models.Model):
    """An inter-State consultation mechanism, or the global meeting of them all (`is_iscm` false).

    `position` is the order of the data: global, interregional, regional.
    """

    slug = models.CharField(max_length=60, unique=True)
    acronym = models.CharField(max_length=60)
    name = models.CharField(max_length=500)
    level = models.CharField(max_length=20)
    regions = models.JSONField(default=list)
    established = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=40)
    status_note = models.TextField(blank=True)
    website = models.CharField(max_length=500, blank=True)
    secretariat = models.TextField(blank=True)
    chair_states = models.JSONField(default=list)  # alpha-2 codes
    chair_period = models.CharField(max_length=200, blank=True)
    chair_as_of = models.CharField(max_length=60, blank=True)
    chair_note = models.TextField(blank=True)
    languages = models.JSONField(default=list)
    focus = models.JSONField(default=list)
    predecessor = models.TextField(blank=True)
    successor = models.TextField(blank=True)
    formal_association = models.JSONField(default=list)
    held = models.JSONField(default=list)  # [{"ordinal": …, "edtf": …, "place": …}]
    is_iscm = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.acronym


class MechanismName(models.Model):
    """A name the mechanism has or had.

    With `seen_in` it is a spelling met in a document: it resolves, but is not shown as an official name. `since` and
    `until` are EDTF.
    """

    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=500)
    lang = models.CharField(max_length=35)
    since = models.CharField(max_length=60, blank=True)
    until = models.CharField(max_length=60, blank=True)
    seen_in = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("mechanism_id", "id")

    def __str__(self) -> str:
        return self.text


class Membership(models.Model):
    """Who sits in a mechanism, as of a date; `basis` says how sure the list is."""

    mechanism = models.OneToOneField(Mechanism, on_delete=models.CASCADE, related_name="membership")
    basis = models.CharField(max_length=40)
    as_of = models.CharField(max_length=60, blank=True)
    stated_count = models.PositiveSmallIntegerField(null=True)
    rule = models.TextField(blank=True)
    note = models.TextField(blank=True)
    observers_note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.mechanism_id}: {self.basis}"


class Party(models.Model):
    """A State or organisation in a mechanism: `role` is member or observer; one of `territory`, `organisation`.

    Where an editor dates the seat, `since` and `until` (EDTF) say when, and `basis` how sure it is, if otherwise than
    the list. Former seats have no row: `queries.seats` tells them.
    """

    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="parties_to")
    role = models.CharField(max_length=10)
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, null=True, related_name="parties_to")
    organisation = models.CharField(max_length=300, blank=True)
    since = models.CharField(max_length=60, blank=True)
    until = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("mechanism_id", "id")

    def __str__(self) -> str:
        return f"{self.mechanism_id} {self.role}: {self.territory_id or self.organisation}"


class Body(models.Model):
    """An organ of a mechanism: a working group, steering committee or thematic component."""

    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=100)
    note = models.TextField(blank=True)
    states = models.JSONField(default=list)

    class Meta:
        ordering = ("mechanism_id", "id")
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


class MechanismReference(models.Model):
    """Where a reference fact comes from; neither `url` nor `document` means general knowledge, to be checked."""

    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="references")
    url = models.CharField(max_length=1000, blank=True)
    document = models.CharField(max_length=300, blank=True)
    says = models.JSONField(default=list)
    accessed = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("mechanism_id", "id")

    def __str__(self) -> str:
        return self.url or self.document or "general knowledge"
