"""The addresses of signing in and of one's own account: those of allauth's views that we use, under its names."""

from collections.abc import Callable
from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.usersessions import views as sessions
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.utils.cache import patch_cache_control

from iscm.desk.views import own, provider

View = Callable[..., HttpResponseBase]


def _private(view: View) -> View:
    """Whatever the view answers is kept by nobody on the way, nor in the history of the browser."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return answer


def _page(address: str, view: View, name: str) -> URLPattern:
    return path(address, _private(view), name=name)


# Without a session, or on the way to one.
ENTRANCE = [
    _page("sign-in/", account.login, "account_login"),
    _page("sign-in/code/", factors.authenticate, "mfa_authenticate"),
    _page("sign-in/passkey/", passkeys.login_webauthn, "mfa_login_webauthn"),
    _page("sign-in/closed/", account.account_inactive, "account_inactive"),
    _page("sign-in/cancelled/", social.login_cancelled, "socialaccount_login_cancelled"),
    _page("sign-in/<slug:provider_id>/", provider.go, "openid_connect_login"),
    _page("sign-in/<slug:provider_id>/answer/", provider.come_back, "openid_connect_callback"),
    _page("sign-out/", account.logout, "account_logout"),
    _page("password/forgotten/", account.password_reset, "account_reset_password"),
    _page("password/forgotten/sent/", account.password_reset_done, "account_reset_password_done"),
    _page("password/new/done/", account.password_reset_from_key_done, "account_reset_password_from_key_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        _private(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    re_path(r"^mail/(?P<key>[-:\w]+)/$", _private(account.confirm_email), name="account_confirm_email"),
]
# For who is signed in, whatever the role.
OWN = [
    _page("account/", own.account_page, "mfa_index"),
    _page("account/mail/", account.email, "account_email"),
    _page("account/confirm/", account.reauthenticate, "account_reauthenticate"),
    _page("account/confirm/code/", factors.reauthenticate, "mfa_reauthenticate"),
    _page("account/confirm/passkey/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    _page("account/password/", account.password_change, "account_change_password"),
    _page("account/password/first/", account.password_set, "account_set_password"),
    _page("account/authenticator/", totp.activate_totp, "mfa_activate_totp"),
    _page("account/authenticator/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _page("account/recovery-codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _page("account/recovery-codes/file/", codes.download_recovery_codes, "mfa_download_recovery_codes"),
    _page("account/recovery-codes/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _page("account/passkeys/", passkeys.list_webauthn, "mfa_list_webauthn"),
    _page("account/passkeys/add/", passkeys.add_webauthn, "mfa_add_webauthn"),
    _page("account/passkeys/<int:pk>/name/", passkeys.edit_webauthn, "mfa_edit_webauthn"),
    _page("account/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, "mfa_remove_webauthn"),
    _page("account/sessions/", sessions.list_usersessions, "usersessions_list"),
]
pages: list[URLPattern] = [*ENTRANCE, *OWN]
