"""Surveys, every version of every answer, and who was asked by mail. Nothing of it is ever deleted."""

from django.db import models

from iscm.register.models.documents import Received


class Survey(models.Model):
    """A survey of a year about an initiative (its slug); `questions` are frozen once it was opened.

    `questions` is a list of `{"key", "form", "words", "choices", "is_needed"}`, see `domain.surveys.Question`.
    """

    key = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(db_index=True)
    initiative = models.CharField(max_length=60)
    intro = models.TextField(blank=True)
    questions = models.JSONField(default=list)
    due = models.DateField(null=True)
    phase = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-year", "-id")

    def __str__(self) -> str:
        return self.title


class SurveyAnswer(models.Model):
    """One version of what a mechanism (its slug) answered; `received` is it as a document, append-only.

    `state` and who decided it are the only columns that change; the log tells how.
    """

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    mechanism = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    received = models.ForeignKey(Received, on_delete=models.PROTECT, related_name="survey_answers")
    values = models.JSONField(default=dict)
    state = models.CharField(max_length=10)
    lang = models.CharField(max_length=35)
    sender = models.CharField(max_length=150)
    owner = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("survey_id", "mechanism", "version")
        constraints = (
            models.UniqueConstraint(fields=("survey", "mechanism", "version"), name="survey_answer_version"),
        )

    def __str__(self) -> str:
        return f"{self.survey_id} {self.mechanism} {self.version}"


class SurveyMail(models.Model):
    """One mail that asked for an answer, written down before it went out and again after.

    Of one without `sent_at` nobody knows whether it did. `kind` is invitation or reminder.
    """

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="mails")
    mechanism = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    address = models.CharField(max_length=254)
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("survey", "mechanism", "id"), name="survey_mail_to"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.mechanism}"
