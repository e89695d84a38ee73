"""Whether second factors open with the key of this site: with another one nobody could sign in."""

from iscm.domain.health import Check, Finding, Tell, ill

SECRETS = ("secret", "seed")
"""Where allauth keeps what is encrypted, of a program's codes and of those on paper."""


def _factors(_: Tell) -> Finding:
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator

    opens = get_adapter().opens
    rows = Authenticator.objects.values_list("user__username", "data").order_by("user__username")
    kept = [(name, data[key]) for name, data in rows.iterator() for key in SECRETS if key in data]
    shut = sorted({name for name, secret in kept if not opens(secret)})
    if shut:
        what = f"made with another SECRET_KEY: those of {', '.join(shut[:5])}{' …' if shut[5:] else ''}"
        return ill(what, "put the old key back, or run iscm account reset NAME for each")
    return Finding(f"{len(kept)}, all opened by the secret key")


CHECKS = (Check("factors", _factors, rests_on=("database", "pages")),)
