"""Who may do what, with what key programs write, and who signed in. Accounts themselves are Django's own."""

from django.conf import settings
from django.db import models


class RoleGrant(models.Model):
    """A role that an account holds, for one mechanism (its slug) or for the whole register. Kept when revoked."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=20)  # one of rules.Role
    mechanism = models.CharField(max_length=60, blank=True)
    granted_by = models.CharField(max_length=150)
    granted_at = models.DateTimeField()
    revoked_by = models.CharField(max_length=150, blank=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("user", "role", "mechanism"), condition=models.Q(revoked_at=None), name="role_granted_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.mechanism}".strip()


class ApiKey(models.Model):
    """A key with which a program sends submissions for one mechanism. Only the hash of its secret is kept."""

    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    mechanism = models.CharField(max_length=60)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    revoked_by = models.CharField(max_length=150, blank=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class SignIn(models.Model):
    """One thing that happened at the door. The address is shortened; of unknown accounts nothing typed is kept."""

    at = models.DateTimeField(db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sign_ins")
    outcome = models.CharField(max_length=20)
    method = models.CharField(max_length=20, blank=True)
    network = models.CharField(max_length=45, blank=True)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.outcome}"


class CacheEntry(models.Model):
    """The table of Django's database cache, in which all server processes count attempts to sign in together."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "register_cache"

    def __str__(self) -> str:
        return self.cache_key
