"""What a secretariat puts into its own page: a frame, or the component; written out, every word escaped."""

from dataclasses import dataclass
from html import escape

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, override

from iscm.register.queries.filters import VALUED
from iscm.website.colours import Theme, palette
from iscm.website.embedding import USUAL, Embedding, plain

ROW, FRAME, HIGHEST = 84, 160, 660  # the height of a row and of what stands around the rows, in pixels
COMPONENT = "website/iscm-meetings.js"


@dataclass(frozen=True, slots=True)
class Snippets:
    """The text to copy: `frame`, `component`, its colours as `style`; and the address of our own preview."""

    preview: str
    title: str
    height: int
    frame: str
    component: str
    style: str


def snippets(request: HttpRequest, asked: Embedding, theme: Theme, lang: str) -> Snippets:
    """The snippets of a list in one of our languages."""
    with override(lang):
        preview = reverse("embed") + asked.query(**theme.asked)
        title, height = plain(asked.subscription.name), min(FRAME + ROW * asked.limit, HIGHEST)
        return Snippets(
            preview,
            title,
            height,
            frame=_frame(request.build_absolute_uri(preview), title, height),
            component=_component(request, asked, title),
            style=_style(theme),
        )


def _frame(address: str, title: str, height: int) -> str:
    return (
        # Old attributes for width and border: a policy of the host that forbids inline styles lets them through.
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{height}" frameborder="0" '
        'loading="lazy" referrerpolicy="no-referrer"></iframe>'
    )


def _component(request: HttpRequest, asked: Embedding, title: str) -> str:
    """The element, with links that stay where scripts do not run."""
    same = asked.subscription
    script = request.build_absolute_uri(settings.STATIC_URL + COMPONENT)  # its plain name stays when the file changes
    attributes = {"src": request.build_absolute_uri(reverse("embed-json"))} | _attributes(asked)
    written = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    links = ((same.page(request), title), (same.address(request, "feed"), gettext("Subscribe (iCalendar)")))
    lines = [f'<li><a href="{escape(address)}">{escape(words)}</a></li>' for address, words in links]
    tag = "iscm-meetings"
    return "\n".join(
        [f'<script src="{escape(script)}" defer></script>', f"<{tag} {written}>", "<ul>", *lines, "</ul>", f"</{tag}>"]
    )


def _attributes(asked: Embedding) -> dict[str, str]:
    wanted = asked.wanted
    named = {name: ",".join(getattr(wanted, name)) for name in VALUED}
    named |= {"from": wanted.since.isoformat() if wanted.since else "", "q": wanted.q}
    named |= {"to": wanted.until.isoformat() if wanted.until else ""}
    named |= {"limit": "" if asked.limit == USUAL else str(asked.limit)}
    return {name: value for name, value in named.items() if value}


def _style(theme: Theme) -> str:
    """The colours as a rule for the host's own style sheet; empty where none are asked for."""
    if not theme.has_colours:
        return ""
    found = palette(theme)
    lines = [f"  --iscm-{name}: {getattr(found, name)};" for name in ("paper", "ink", "soft", "accent", "rule")]
    return "\n".join(["iscm-meetings {", *lines, "  --iscm-padding: 1rem;", "}"])
