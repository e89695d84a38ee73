"""Where the accounts of this site differ from what allauth does by itself."""

import base64
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.userkit import filter_users_by_email
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from iscm.desk.mailing import send_later
from iscm.desk.signing import note

# Who just signed in need not be told so.
UNSAID = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts are opened by invitation; what happens at the door is noted; mail goes out on its own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth names it
        """Nobody opens an account for himself."""
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Tell what is worth telling."""
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **kwargs)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; refuse it, and note that, where there were too many."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note(request, _known(credentials), "throttled", "password")
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a wrong password; of a mail address that nobody has, only that there was one."""
        note(request, _known(credentials), "failed", "password")

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Note who knows the password of a closed account, and say that it is closed."""
        note(request, user, "failed", "closed")
        answer: HttpResponse = super().respond_user_inactive(request, user)
        return answer

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in a moment ago is not asked again."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0.0)
        age = timezone.now().timestamp() - latest
        return bool(super().is_reauthentication_required(app=app, **kwargs)) and (
            age > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send after the answer: how long it takes would tell whether an address is known."""
        send_later(self.render_mail(template_prefix, email, {"request": self.request, "email": email} | context))


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Secrets of second factors lie encrypted in the database: a copy of it does not sign anybody in."""

    def encrypt(self, text: str) -> str:
        """The secret as it is kept."""
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as it is used; one that nobody knows, where SECRET_KEY is another than when it was kept."""
        opened = self._opened(encrypted_text)
        return base64.b32encode(secrets.token_bytes(20)).decode("ascii") if opened is None else opened

    def opens(self, encrypted_text: str) -> bool:
        """Whether it was kept with the key that is set now, or with one before it that is still named."""
        return self._opened(encrypted_text) is not None

    def _opened(self, encrypted_text: str) -> str | None:
        try:
            return _box().decrypt(encrypted_text.encode("ascii")).decode()
        except InvalidToken:
            return None


class Provider(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """The organisation's sign-in opens the accounts that were invited, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002  # as above
        """Note who was sent by the organisation but never invited here."""
        note(request, None, "failed", "organisation")
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:  # noqa: ARG002  # as above
        """Of what the organisation tells of a person, only its number for that person is kept."""
        sociallogin.account.extra_data = {}

    def on_authentication_error(self, request: HttpRequest, *_: Any, **__: Any) -> None:
        """Note an answer of the provider that does not hold."""
        note(request, None, "failed", "organisation")


def _known(credentials: dict[str, Any]) -> User | None:
    users: list[User] = filter_users_by_email(credentials.get("email", ""))
    return users[0] if users else None


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = (salted_hmac("iscm.factors", "box", secret=key, algorithm="sha256").digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
