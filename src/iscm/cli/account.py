"""`iscm account`: who may come to the desk, for whoever runs the server."""

import argparse

from iscm.cli.plain import plain

GROUP = "Upkeep"
HELP = "who may come to the desk: add, list, grant, revoke, link, reset, close, reopen"
ROLES = ("reader", "focal-point", "editor", "chief-editor", "administrator")
ACTOR = "iscm account"
ONE = {
    "grant": "give a role",
    "revoke": "take a role back",
    "link": "a new link to set the password",
    "reset": "forget the second factor of who lost the phone",
    "close": "let an account in no more",
    "reopen": "let a closed account in again",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which account."""
    doing = parser.add_subparsers(dest="doing", required=True, metavar="WHAT")
    add = doing.add_parser("add", help="open an account and print the link that sets its password")
    add.add_argument("mail", metavar="MAIL")
    add.add_argument("--name", default="", help="stands in the log (default: what stands before the @)")
    _role(add)
    add.add_argument("--send", action="store_true", help="send the link by mail too")
    doing.add_parser("list", help="all accounts")
    for name, says in ONE.items():
        one = doing.add_parser(name, help=says)
        one.add_argument("name", metavar="NAME")
        if name in {"grant", "revoke"}:
            _role(one)
        if name == "link":
            one.add_argument("--send", action="store_true", help="send it by mail too")


def run(args: argparse.Namespace) -> int:
    """Do it, and say what came of it."""
    from iscm.cli.store import database_failures, open_store

    open_store()
    with database_failures():
        if args.doing == "list":
            return _list()
        if args.doing == "add":
            return _add(args)
        return _change(args)


def _role(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", choices=ROLES, required=True)
    parser.add_argument("--mechanism", metavar="SLUG", help="for this mechanism only (a focal point has one)")


def _list() -> int:
    from iscm.register.queries.accounts import accounts

    for line in accounts():
        roles = ", ".join(f"{one.role} {one.mechanism or ''}".rstrip() for one in line.grants) or "no role"
        state = "second factor" if line.has_second_factor else "no second factor"
        seen = f"{line.signed_in_at:%Y-%m-%d}" if line.signed_in_at else "never"
        print(plain(f"{line.name}  {line.mail}  {roles}  {state if line.is_open else 'closed'}  last {seen}"))
    return 0


def _add(args: argparse.Namespace) -> int:
    from iscm.register.operations.invitations import invite
    from iscm.register.rules import Role

    user = invite(args.mail, name=args.name, role=Role(args.role), mechanism=args.mechanism, actor=ACTOR)
    print(plain(f"{user.username} may set a password here, within three days:"))
    return _link(user.username, send=args.send)


def _change(args: argparse.Namespace) -> int:
    from iscm.register.operations import accounts, invitations
    from iscm.register.rules import Role

    if args.doing == "link":
        return _link(args.name, send=args.send)
    if args.doing in {"grant", "revoke"}:
        getattr(accounts, args.doing)(args.name, Role(args.role), mechanism=args.mechanism, actor=ACTOR)
    else:
        changes = {
            "reset": invitations.reset_factors,
            "close": invitations.close_account,
            "reopen": invitations.reopen_account,
        }
        changes[args.doing](args.name, actor=ACTOR)
    print(plain(f"{args.name}: {ONE[args.doing]}: done"))
    return 0


def _link(name: str, *, send: bool) -> int:
    from django.conf import settings

    from iscm.cli.failures import CommandError
    from iscm.register.operations.accounts import account_of
    from iscm.register.operations.invitations import invitation_link, invitation_mail

    user = account_of(name)
    link = invitation_link(user, settings.SITE_URL or "http://localhost:8000")
    print(plain(link))
    if send:
        try:
            invitation_mail(user, link).send()
        except OSError as error:
            raise CommandError(f"the mail was not sent: {error}. Hand the link over yourself.") from None
    return 0
