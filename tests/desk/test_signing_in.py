"""Signing in as people do it, and as those do who are not meant to."""

import re
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from iscm.register.models import SignIn
from iscm.register.operations.invitations import invitation_link, invite
from iscm.register.rules import Role
from tests.factories.accounts import PASSWORD, SECRET, add_account, code_of

pytestmark = pytest.mark.django_db
MAIL = "ann@example.org"
FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def sign_in(client, mail=MAIL, password=PASSWORD, **headers):
    return client.post(reverse("account_login"), {"login": mail, "password": password}, headers=headers)


def give_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_in(client):
    return client.get(reverse("mfa_index")).status_code == 200


def told():
    """What was noted at the door, the oldest first."""
    return list(SignIn.objects.order_by("id").values_list("user__username", "outcome", "method", "network"))


# The password


def test_a_reader_signs_in_with_the_password():
    add_account(role=Role.READER)
    client = Client()
    assert sign_in(client).headers["Location"] == reverse("desk")
    assert is_in(client)
    assert told() == [("ann", "signed-in", "password", "127.0.0.0")]


def test_a_page_that_was_asked_for_comes_after_signing_in():
    add_account(role=Role.READER)
    client, wanted = Client(), reverse("mfa_list_webauthn")
    way = client.get(wanted).headers["Location"]
    assert client.post(way, {"login": MAIL, "password": PASSWORD}).headers["Location"] == wanted


@pytest.mark.parametrize("way", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere_after_signing_in(way):
    add_account(role=Role.READER)
    answer = Client().post(reverse("account_login"), {"login": MAIL, "password": PASSWORD, "next": way})
    assert answer.headers["Location"] == reverse("desk")


def test_wrong_password_and_unknown_account_are_answered_alike():
    add_account()
    answers = [sign_in(Client(), MAIL, "wrong"), sign_in(Client(), "nob@example.org", "wrong")]
    assert [answer.status_code for answer in answers] == [200, 200]
    plain = [FORM_TOKEN.sub("", answer.text).replace("nob@", "ann@") for answer in answers]
    assert plain[0] == plain[1]
    assert "not correct" in plain[0]


def test_of_an_unknown_account_nothing_typed_is_kept():
    sign_in(Client(), "my-secret-password@example.org", "wrong")
    assert told() == [(None, "failed", "password", "127.0.0.0")]


def test_a_closed_account_does_not_sign_in():
    user = add_account(role=Role.READER)
    user.is_active = False
    user.save()
    client = Client()
    sign_in(client, password="wrong")
    assert "Account closed" in client.get(sign_in(client).headers["Location"]).text
    assert not is_in(client)
    assert [row[:3] for row in told()] == [("ann", "failed", "password"), ("ann", "failed", "closed")]


def test_the_session_is_another_one_after_signing_in():
    add_account(role=Role.READER)
    client = Client()
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = before = session.session_key
    sign_in(client)
    assert is_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_cookies_are_kept_from_scripts_and_other_sites():
    add_account(role=Role.READER)
    client = Client()
    client.get(reverse("account_login"))
    sign_in(client)
    kept = {
        name: (bool(one["httponly"]), one["samesite"], one["path"], one["domain"])
        for name, one in client.cookies.items()
    }
    assert kept == dict.fromkeys(["iscm-session", "iscm-form"], (True, "Lax", "/", ""))
    assert client.cookies["iscm-session"]["max-age"] == 12 * 3600


def test_a_form_of_another_site_signs_nobody_in():
    add_account(role=Role.READER)
    client = Client(enforce_csrf_checks=True)
    answer = sign_in(client)
    assert (answer.status_code, "This form has expired" in answer.text, is_in(client)) == (403, True, False)


def test_signing_out_ends_the_session():
    add_account(role=Role.READER)
    client = Client()
    sign_in(client)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_in(client)
    client.post(reverse("account_logout"))
    assert not is_in(client)
    assert told()[-1] == ("ann", "signed-out", "", "127.0.0.0")


# The second factor


def test_an_editor_signs_in_with_password_and_code():
    add_account(role=Role.EDITOR)
    client = Client()
    assert sign_in(client).headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert give_code(client, code_of()).headers["Location"] == reverse("desk")
    assert is_in(client)
    assert told() == [("ann", "signed-in", "authenticator", "127.0.0.0")]


def test_a_wrong_code_does_not_sign_in_and_is_noted():
    add_account(role=Role.EDITOR)
    client = Client()
    sign_in(client)
    wrong = f"{(int(code_of()) + 500_000) % 10**6:06d}"
    assert "Incorrect code" in give_code(client, wrong).text
    assert not is_in(client)
    assert told() == [("ann", "failed", "authenticator", "127.0.0.0")]


def test_a_code_works_once():
    add_account(role=Role.EDITOR)
    code = code_of()
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client)
        give_code(client, code)
    assert [is_in(first), is_in(second)] == [True, False]


def test_codes_cannot_be_tried_out():
    add_account(role=Role.EDITOR)
    client = Client()
    sign_in(client)
    answers = [give_code(client, f"{n:06d}").text for n in range(12)]
    assert "Too many" in answers[-1]
    give_code(client, code_of())
    assert not is_in(client)


def test_secrets_lie_encrypted_in_the_database():
    user = add_account(role=Role.EDITOR)
    kept = user.authenticator_set.get().data["secret"]
    assert SECRET not in str(kept)
    with override_settings(SECRET_KEY="another", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        client = Client()
        sign_in(client)
        give_code(client, code_of())
        assert is_in(client)


def test_under_another_secret_key_no_code_fits_and_nothing_breaks():
    add_account(role=Role.EDITOR)
    with override_settings(SECRET_KEY="another"):
        client = Client()
        sign_in(client)
        assert "Incorrect code" in give_code(client, code_of()).text


def test_an_app_is_set_up_and_recovery_codes_follow():
    client = Client()
    add_account(role=Role.EDITOR, factor=False)
    sign_in(client)
    page = client.get(reverse("mfa_activate_totp"))
    assert re.search(r'<svg[^>]*viewBox="[\d ]+"', page.text)
    secret = re.search(r'class="key"[^>]*>([A-Z2-7]+)<', page.text)[1]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = re.findall(r"<li><code>(\d+)</code>", client.get(answer.headers["Location"]).text)
    assert len(codes) == 10
    assert client.get(reverse("desk")).status_code == 200
    other = Client()
    sign_in(other)
    give_code(other, codes[0])
    assert is_in(other)
    assert told()[-1] == ("ann", "signed-in", "recovery-code", "127.0.0.0")
    again = Client()
    sign_in(again)
    give_code(again, codes[0])
    assert not is_in(again)


# Too many attempts


def test_after_five_wrong_passwords_even_the_right_one_waits():
    add_account(role=Role.READER)
    with time_machine.travel("2026-11-21T09:00:00Z", tick=False) as clock:
        for _ in range(5):
            sign_in(Client(), password="wrong")
        client = Client()
        assert "Too many failed login attempts" in sign_in(client).text
        assert not is_in(client)
        assert [outcome for _, outcome, *_ in told()] == ["failed"] * 5 + ["throttled"]
        clock.shift(301)
        sign_in(client)
        assert is_in(client)


def test_unknown_accounts_wait_alike():
    answers = [sign_in(Client(), "nob@example.org", "wrong").text for _ in range(6)]
    assert ["Too many" in answer for answer in answers] == [False] * 5 + [True]


def test_one_address_cannot_try_many_accounts():
    answers = [sign_in(Client(), f"nob{n}@example.org", "wrong").text for n in range(11)]
    assert ["Too many" in answer for answer in answers] == [False] * 10 + [True]


@pytest.mark.parametrize(
    ("proxies", "told_by_client"),
    [(0, "192.0.2.{n}"), (1, "192.0.2.{n}, 198.51.100.7")],
)
def test_nobody_gets_more_attempts_by_telling_other_addresses(proxies, told_by_client):
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        answers = [
            sign_in(Client(), f"nob{n}@example.org", "wrong", x_forwarded_for=told_by_client.format(n=n)).text
            for n in range(11)
        ]
    assert ["Too many" in answer for answer in answers] == [False] * 10 + [True]


def test_behind_a_proxy_each_address_has_its_own_attempts():
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        answers = [
            sign_in(Client(), f"nob{n}@example.org", "wrong", x_forwarded_for=f"192.0.{n}.1").text for n in range(11)
        ]
    assert ["Too many" in answer for answer in answers] == [False] * 11
    assert {network for *_, network in told()} == {f"192.0.{n}.0" for n in range(11)}


def test_attempts_are_counted_in_the_database_for_all_processes():
    add_account()
    sign_in(Client(), password="wrong")
    from iscm.register.models import CacheEntry

    assert CacheEntry.objects.filter(cache_key__contains="login_failed").count() == 2
    assert cache.get("nothing") is None


def test_too_many_requests_are_answered_with_429():
    answers = [Client().post(reverse("account_login"), {}) for _ in range(31)]
    assert {one.status_code for one in answers[:30]} == {200}
    assert (answers[-1].status_code, answers[-1].headers["Retry-After"]) == (429, "300")
    assert "Too many attempts" in answers[-1].text


# Passwords: first, forgotten, changed


def test_an_invited_person_sets_a_password_and_is_in():
    user = invite("new@example.org", role=Role.READER, actor="chief")
    client = Client()
    way = urlsplit(invitation_link(user, "https://iscm.example.org")).path
    page = client.get(way, follow=True)
    assert "Set your password" in page.text
    form = page.wsgi_request.path
    weak = client.post(form, {"password1": "short", "password2": "short"})
    assert "at least 12 characters" in weak.text
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert is_in(client)
    assert "no longer works" in Client().get(way, follow=True).text


def test_a_link_holds_for_three_days():
    user = invite("new@example.org", role=Role.READER, actor="chief")
    with time_machine.travel("2026-11-21T09:00:00Z", tick=False) as clock:
        way = urlsplit(invitation_link(user, "")).path
        clock.shift(3 * 24 * 3600)
        assert "Set your password" in Client().get(way, follow=True).text
        clock.shift(1)
        assert "no longer works" in Client().get(way, follow=True).text


def test_a_link_does_not_pass_the_second_factor():
    user = add_account(role=Role.EDITOR)
    client = Client()
    way = urlsplit(invitation_link(user, "")).path
    form = client.get(way, follow=True).wsgi_request.path
    answer = client.post(form, {"password1": "another horse battery", "password2": "another horse battery"})
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)


def test_forgotten_passwords_are_answered_alike_for_all(posted):
    add_account()
    answers = [
        Client().post(reverse("account_reset_password"), {"email": mail}, follow=True)
        for mail in (MAIL, "nob@example.org")
    ]
    assert answers[0].text == answers[1].text
    (message,) = posted()
    assert message.to == [MAIL]
    way = re.search(r"http://testserver(\S+)", message.body)[1]
    assert "Set your password" in Client().get(way, follow=True).text


def test_a_mail_server_that_is_away_breaks_no_page(monkeypatch, posted, caplog):
    add_account()
    monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda _: (_ for _ in ()).throw(OSError("no route")))
    answer = Client().post(reverse("account_reset_password"), {"email": MAIL}, follow=True)
    posted()
    assert "Look into your mail" in answer.text
    assert [record.getMessage() for record in caplog.records if record.name == "iscm.desk.mailing"] == [
        "mail 'Set your password for the ISCM desk' was not sent: no route"
    ]


def test_a_changed_password_ends_other_sessions_and_is_told_by_mail(posted):
    add_account(role=Role.READER)
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    new = "another horse battery"
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert [is_in(here), is_in(there)] == [True, False]
    (message,) = posted()
    assert message.subject == "Password Changed"
    assert "Something changed about your account" in message.body
    assert told()[-1] == ("ann", "password-set", "", "127.0.0.0")


def test_a_mail_address_is_changed_by_whoever_reads_the_mail_that_goes_there(posted):
    add_account(role=Role.READER)
    browser = Client()
    sign_in(browser)
    answer = browser.post(reverse("account_email"), {"action_add": "1", "email": "new@example.org"})
    assert answer.status_code == 302
    (message,) = posted()
    assert (message.to, message.subject) == (["new@example.org"], "Confirm your mail address for the ISCM desk")
    page = browser.get(reverse("account_email")).text
    assert [MAIL in page, "new@example.org" in page] == [True, True]
    link = re.search(r"https?://\S+/mail/\S+/", message.body)[0]
    assert "From now on you sign in with new@example.org" in browser.get(link).text
    assert browser.post(link).status_code == 302
    assert User.objects.get().email == "new@example.org"
    assert posted()[-1].to == [MAIL]
    assert told()[-1] == ("ann", "mail-changed", "", "127.0.0.0")


@pytest.mark.parametrize(
    ("mail", "said"), [("no address", "Enter a valid email address."), (MAIL, "This email address is already")]
)
def test_a_mail_address_that_cannot_be_is_told(posted, mail, said):
    add_account(role=Role.READER)
    browser = Client()
    sign_in(browser)
    page = browser.post(reverse("account_email"), {"action_add": "1", "email": mail}).text
    assert (said in page, posted()) == (True, [])


def test_a_link_that_does_not_hold_confirms_nothing(db):
    page = Client().get(reverse("account_confirm_email", args=["made-up"]))
    assert "This link does not hold any more" in page.text


def test_sessions_elsewhere_can_be_ended():
    add_account(role=Role.READER)
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    assert here.get(reverse("usersessions_list")).text.count("since 20") == 2
    assert set(UserSession.objects.values_list("ip", flat=True)) == {"127.0.0.0"}
    here.post(reverse("usersessions_list"))
    assert [is_in(here), is_in(there)] == [True, False]


def test_changes_of_an_account_ask_again_after_a_quarter_of_an_hour():
    add_account(role=Role.EDITOR)
    with time_machine.travel("2026-11-21T09:00:00Z", tick=False) as clock:
        client = Client()
        sign_in(client)
        give_code(client, code_of())
        assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
        clock.shift(15 * 60 + 1)
        answer = client.get(reverse("mfa_generate_recovery_codes"))
        assert urlsplit(answer.headers["Location"]).path == reverse("account_reauthenticate")
        client.post(answer.headers["Location"], {"password": PASSWORD})
        assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200


def test_a_session_ends_after_twelve_hours():
    add_account(role=Role.READER)
    with time_machine.travel("2026-11-21T09:00:00Z", tick=False) as clock:
        client = Client()
        sign_in(client)
        clock.shift(12 * 3600 - 1)
        assert is_in(client)
        clock.shift(2)
        assert not is_in(client)


# Every page of it, in six languages


@pytest.mark.parametrize("code", [code for code, _ in settings.LANGUAGES[1:]])
def test_signing_in_keeps_the_language(code):
    add_account(role=Role.READER)
    client = Client()
    page = client.get(f"/{code}/desk/sign-in/")
    assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in page.text
    answer = client.post(f"/{code}/desk/sign-in/", {"login": MAIL, "password": PASSWORD})
    assert answer.headers["Location"] == f"/{code}/desk/"
