"""Pages of the desk that a browser looks at for barriers; whoever makes a page adds it here.

An administrator is signed in, "office" is the account's name, the register is the carried one.
"""

PAGES = (
    "/desk/",
    "/desk/accounts/",
    "/desk/accounts/of/office/",
    "/desk/accounts/sign-ins/",
    "/desk/keys/",
    "/desk/mechanisms/",
    "/desk/mechanisms/new/",
    "/desk/mechanisms/gfmd/",
    "/desk/vocabulary/",
    "/desk/vocabulary/new/",
    "/desk/vocabulary/labour-migration/",
    "/desk/worklist/?severity=all",
    "/desk/worklist/plans/",
    "/desk/worklist/outcomes/?mechanism=rcm",
    "/desk/worklist/questions/",
    "/desk/worklist/dismissed/",
    "/desk/worklist/mechanisms/",
    "/desk/editions/",
    "/desk/editions/calendar/2024/",
    "/desk/editions/sentences/2022/",
    "/desk/editions/sentences/2022/one/?key=/opening",
    "/desk/inbox/",
    "/desk/inbox/upload/",
    "/desk/inbox/1/",
    "/desk/meetings/",
    "/desk/meetings/new/",
    "/desk/history/",
    "/desk/history/day/",
    "/desk/history/entries/1/",
    "/desk/account/",
    "/desk/account/confirm/",
    "/desk/account/confirm/code/",
    "/desk/account/password/",
    "/desk/account/sessions/",
    "/desk/account/passkeys/",
    "/desk/account/passkeys/add/",
    "/desk/account/recovery-codes/",
    "/desk/account/recovery-codes/new/",
    "/desk/account/authenticator/remove/",
)
# The way in, for who is not signed in.
ENTRANCE_PAGES = ("/desk/sign-in/", "/desk/password/forgotten/", "/desk/password/forgotten/sent/")
