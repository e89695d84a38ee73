"""Every address of the desk, below `/desk/` and, in other languages, `/fr/desk/`; rooms are below `/room/`.

Whoever adds one adds it to the table of `tests/desk/permissions.py` (a test looks), its page to `tests/desk/pages.py`
for the browser, and a new room to `sections.py`, whose entry shows once the address exists.
"""

from django.urls import URLPattern, URLResolver, include, path

from iscm.desk import (
    account_urls,
    editions_urls,
    inbox_urls,
    material_urls,
    meeting_urls,
    plan_urls,
    room_urls,
    survey_urls,
    worklist_urls,
)
from iscm.desk.views import accounts, home, keys, mechanisms, secretariats, secretariats_acts, vocabulary

pages: list[URLPattern | URLResolver] = [
    path("", home.home, name="desk"),
    path("accounts/", accounts.accounts_page, name="desk-accounts"),
    path("accounts/invite/", accounts.invite, name="desk-invite"),
    path("accounts/sign-ins/", accounts.sign_ins_page, name="desk-sign-ins"),
    path("accounts/of/<str:name>/", accounts.account_page, name="desk-account"),
    path("accounts/of/<str:name>/give/", accounts.give_role, name="desk-role-give"),
    path("accounts/of/<str:name>/take/", accounts.take_role, name="desk-role-take"),
    path("accounts/of/<str:name>/close/", accounts.close, name="desk-account-close"),
    path("accounts/of/<str:name>/reopen/", accounts.reopen, name="desk-account-reopen"),
    path("accounts/of/<str:name>/factors/", accounts.reset_factors, name="desk-account-factors"),
    path("accounts/of/<str:name>/link/", accounts.invite_again, name="desk-account-link"),
    path("keys/", keys.keys_page, name="desk-keys"),
    path("keys/make/", keys.make_key, name="desk-key-make"),
    path("keys/<slug:prefix>/revoke/", keys.revoke_key, name="desk-key-revoke"),
    path("mechanisms/", mechanisms.mechanisms_page, name="desk-mechanisms"),
    path("mechanisms/new/", mechanisms.new_mechanism, name="desk-mechanism-new"),
    path("mechanisms/<slug:slug>/", mechanisms.mechanism_page, name="desk-mechanism"),
    path("mechanisms/<slug:slug>/state/", mechanisms.state, name="desk-mechanism-state"),
    path("mechanisms/<slug:slug>/take-back/", mechanisms.take_back, name="desk-mechanism-take-back"),
    path("vocabulary/", vocabulary.vocabulary_page, name="desk-vocabulary"),
    path("vocabulary/new/", vocabulary.new_theme, name="desk-theme-new"),
    path("vocabulary/<slug:slug>/", vocabulary.theme_page, name="desk-theme"),
    path("vocabulary/<slug:slug>/state/", vocabulary.state, name="desk-theme-state"),
    path("vocabulary/<slug:slug>/take-back/", vocabulary.take_back, name="desk-theme-take-back"),
    path("secretariats/", secretariats.secretariats_page, name="desk-secretariats"),
    path("secretariats/<slug:slug>/", secretariats.secretariat_page, name="desk-secretariat"),
    path("secretariats/<slug:slug>/make/", secretariats_acts.make, name="desk-room-make"),
    path("secretariats/<slug:slug>/right/", secretariats_acts.set_right, name="desk-room-right"),
    path("secretariats/<slug:slug>/links/<slug:link>/revoke/", secretariats_acts.revoke, name="desk-room-revoke"),
    path("secretariats/<slug:slug>/notes/<int:pk>/answer/", secretariats_acts.answer_note, name="desk-room-note"),
    *inbox_urls.pages,
    *worklist_urls.pages,
    *editions_urls.pages,
    *meeting_urls.pages,
    *survey_urls.pages,
    *plan_urls.pages,
    *material_urls.pages,
    *account_urls.pages,
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include(pages)),
    path("room/<str:token>/", include(room_urls.pages)),
]
