"""The page at the root of a site whose main language is not English: it leads on to that language."""

from collections.abc import Sequence
from html import escape


def render_front(languages: Sequence[tuple[str, str]]) -> bytes:
    """A page that leads to the first of the languages (code and name) and names all."""
    main = f"{languages[0][0]}/index.html"
    links = "\n".join(
        f'<li><a href="{code}/index.html" hreflang="{code}" lang="{code}">{escape(name)}</a></li>'
        for code, name in languages
    )
    return f"""<!doctype html>
<html lang="{languages[0][0]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={main}">
<title>ISCM</title>
</head>
<body>
<main>
<h1>ISCM</h1>
<ul>
{links}
</ul>
</main>
</body>
</html>
""".encode()
