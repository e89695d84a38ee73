"""Who may open which address of the desk, address by address. Whoever adds an address adds its line here.

Letters are roles: R reader, F focal point, E editor, C chief editor, A administrator. The rest opens to nobody else.
"""

from iscm.register.rules import Role

ROLES = {
    "R": Role.READER,
    "F": Role.FOCAL_POINT,
    "E": Role.EDITOR,
    "C": Role.CHIEF_EDITOR,
    "A": Role.ADMINISTRATOR,
}
DOORS = {
    "desk": "RFECA",
    "desk-accounts": "A",
    "desk-invite": "A",
    "desk-sign-ins": "A",
    "desk-account": "A",
    "desk-role-give": "A",
    "desk-role-take": "A",
    "desk-account-close": "A",
    "desk-account-reopen": "A",
    "desk-account-factors": "A",
    "desk-account-link": "A",
    "desk-keys": "CA",
    "desk-key-make": "CA",
    "desk-key-revoke": "CA",
    "desk-worklist": "ECA",
    "desk-worklist-mechanisms": "ECA",
    "desk-worklist-part": "ECA",
    "desk-problem-dismiss": "ECA",
    "desk-problem-reopen": "ECA",
    "desk-mechanisms": "ECA",
    "desk-mechanism-new": "ECA",
    "desk-mechanism": "ECA",
    "desk-mechanism-state": "ECA",
    "desk-mechanism-take-back": "ECA",
    "desk-vocabulary": "CA",
    "desk-theme-new": "CA",
    "desk-theme": "CA",
    "desk-theme-state": "CA",
    "desk-theme-take-back": "CA",
}
# Open to anybody: the way in and out.
ENTRANCE = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
}
# Open to every account, with a role or without: its own affairs.
OWN = {
    "mfa_index",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_change_password",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "usersessions_list",
}
# What stands in the places of an address; tests of doors need nothing behind them.
PLACES = {
    "part": "plans",
    "name": "nobody",
    "prefix": "00000000",
    "provider_id": "organisation",
    "pk": 1,
    "slug": "nothing",
    "uidb36": "1",
    "key": "a-b",
}
