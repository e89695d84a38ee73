"""The vocabularies as rows: territories, themes, kinds, initiatives and their objectives."""

from django.db import models


class Territory(models.Model):
    """Anything with a code of its own. `name` is the English one; `names` are by language."""

    alpha_2 = models.CharField(max_length=2, unique=True)
    alpha_3 = models.CharField(max_length=3)
    numeric = models.CharField(max_length=3)
    region_m49 = models.CharField(max_length=3, db_index=True)
    subregion_m49 = models.CharField(max_length=3)
    name = models.CharField(max_length=200)
    names = models.JSONField(default=dict)
    other_names = models.JSONField(default=list)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Concept(models.Model):
    """A term of a scheme: `scheme` is "theme" or "kind", or "merged-theme" for a theme that went into another.

    `label` is the English one; `pref_label` has one a language. Kinds have a `level` (political, senior official,
    technical, public) and a `plural`. `position` is the data's. A retired one is used for nothing new; `replaced_by` is
    the slug of what to use instead, or of that into which it was merged.
    """

    scheme = models.CharField(max_length=20)
    slug = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    pref_label = models.JSONField(default=dict)
    alt_labels = models.JSONField(default=dict)
    hidden_labels = models.JSONField(default=list)
    keywords = models.JSONField(default=dict)
    broader = models.CharField(max_length=60, blank=True)
    scope_note = models.TextField(blank=True)
    level = models.CharField(max_length=40, blank=True)
    plural = models.CharField(max_length=200, blank=True)
    is_retired = models.BooleanField(default=False)
    replaced_by = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("scheme", "position")
        constraints = (models.UniqueConstraint(fields=("scheme", "slug"), name="concept_scheme_slug"),)

    def __str__(self) -> str:
        return self.label


class Initiative(models.Model):
    """A global initiative that mechanisms address. Dates are EDTF."""

    slug = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=300)
    acronym = models.CharField(max_length=60, blank=True)
    other_names = models.JSONField(default=list)
    kind = models.CharField(max_length=60, blank=True)
    adopted = models.CharField(max_length=60, blank=True)
    held = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=200, blank=True)
    symbol = models.CharField(max_length=100, blank=True)
    url = models.CharField(max_length=500, blank=True)
    targets = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.acronym or self.name


class Objective(models.Model):
    """One of the 23 objectives of the Global Compact for Migration; `themes` are slugs of the themes near it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="objectives")
    number = models.PositiveSmallIntegerField()
    title = models.TextField()
    short = models.CharField(max_length=200)
    themes = models.JSONField(default=list)

    class Meta:
        ordering = ("initiative_id", "number")

    def __str__(self) -> str:
        return f"{self.number} {self.short}"
