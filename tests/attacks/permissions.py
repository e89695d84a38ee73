"""Who may do what at every address, by the name of its route. Whoever adds an address adds its line; a test looks.

The desk has its own table (`tests/desk/permissions.py`). What stands here is open to anybody: to be read (`READ`), to
be sent to as well (`SENT`); the API is read but for `KEYED`, which wants a key; `ROOMS` need a link or an account.
"""

READ = {
    *(
        "home",
        "calendar",
        "year",
        "year-file",
        "feed",
        "feed-json",
        "meeting-ics",
        "meeting",
        "mechanisms",
        "mechanism",
    ),
    *("countries", "country", "themes", "theme", "initiatives", "initiative-file", "initiative", "highlights"),
    *(
        "highlights-year",
        "highlights-file",
        "figures",
        "figures-year",
        "figure",
        "figure-of-year",
        "editions",
        "editions-of",
    ),
    *("edition", "edition-file", "library", "citations", "documents", "document", "sources", "source", "data"),
    *("data-package", "search", "feeds", "atom-meetings", "atom-meetings-part", "atom-changes", "atom-changes-part"),
    *("embed", "embed-json", "embed-new", "changes", "changes-week", "follow-asked", "suggestion", "overlaps"),
    *(
        "overlaps-country",
        "windows",
        "expected",
        "plan-of-year",
        "plan-file",
        "clashes",
        "clashes-feed",
        "clashes-file",
    ),
    *(
        "about",
        "sitemap",
        "sitemap-part",
        "embed-theme",
        "publication-style",
        "material",
        "oai-schema",
        "data-file",
        "vocabulary",
        "api",
    ),
    *("robots.txt", ".well-known/security.txt"),
}
SENT = {
    "follow": "asks to follow: a mail goes out, nothing else happens",
    "following": "changes what the link in a mail is for",
    "follow-stop": "stops what the link in a mail is for",
    "suggest": "hands in words that wait for an editor",
    "suggest-reading": "reads along, keeps nothing",
    "oai": "the protocol lets harvesters post their questions",
}
KEYED = {"api-v1:send_submission": "POST", "api-v1:get_submission": "GET"}
ROOMS = {
    *(
        "room",
        "room-confirm",
        "room-new",
        "room-understood",
        "room-about",
        "room-meeting",
        "room-document",
        "room-sheet",
    ),
    *("room-sheet-file", "room-survey"),
}
