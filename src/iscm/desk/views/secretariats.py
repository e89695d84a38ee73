"""The rooms of secretariats at the desk: which there are, how far each mechanism is trusted, what was answered."""

from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from iscm.desk.doors import grants_of, refuse_unless, requires
from iscm.desk.page import desk_page
from iscm.desk.room_shown import sent_shown
from iscm.desk.room_words import LINKS, MEANINGS, PARTS, RIGHTS, day
from iscm.domain.rooms import LinkState
from iscm.domain.submissions import Right
from iscm.register.operations.posting import right_of, rights
from iscm.register.operations.rooms import LEAST_DAYS, MOST_DAYS, USUAL_DAYS
from iscm.register.queries.mechanisms import MechanismLine, all_mechanisms
from iscm.register.queries.room_page import RoomCount, confirmed_parts, notes_of, room_counts, sent_lines
from iscm.register.queries.rooms import LinkLine, links_of
from iscm.register.rules import Action, may, mechanisms_of

SECTION = "secretariats"
Wrong = Mapping[str, str]


@requires(Action.ROOM_OPEN)
@require_GET
def secretariats_page(request: HttpRequest) -> HttpResponse:
    """All mechanisms whose room may be opened, those first in which something waits."""
    own = mechanisms_of(grants_of(request), Action.ROOM_OPEN)
    now, held, counts = timezone.now(), rights(), room_counts()
    open_links: dict[str, int] = {}
    for line in links_of():
        open_links[line.mechanism] = open_links.get(line.mechanism, 0) + (line.state(now) is LinkState.OPEN)
    lines = [one for one in all_mechanisms() if own is None or one.slug in own]
    found = [(one, counts.get(one.slug, RoomCount())) for one in lines]
    return desk_page(
        request,
        "secretariats/list",
        SECTION,
        title=gettext("Secretariats"),
        lines=[
            {
                "mechanism": one,
                "right": RIGHTS[held.get(one.slug, Right.REVIEWED)],
                "links": open_links.get(one.slug, 0),
                "count": count,
                "last": day(count.last) if count.last else "",
            }
            for one, count in sorted(found, key=lambda pair: -(pair[1].waiting + pair[1].notes))
        ],
    )


@requires(Action.ROOM_OPEN)
@require_GET
def secretariat_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One mechanism: its room, links, posting right, and what was answered lately."""
    return show_secretariat(request, slug)


def show_secretariat(
    request: HttpRequest, slug: str, wrong: Wrong | None = None, *, http_status: int = 200
) -> HttpResponse:
    """The page of one mechanism, with what is wrong in a form that was sent."""
    found = mechanism_or_404(request, slug, Action.ROOM_OPEN)
    grants, right = grants_of(request), right_of(slug)
    may_invite = may(grants, Action.ROOM_INVITE, [slug])
    confirmed = confirmed_parts(slug)
    return desk_page(
        request,
        "secretariats/one",
        SECTION,
        http_status=http_status,
        title=found.acronym,
        found=found,
        right=right.value,
        right_words=RIGHTS[right],
        meaning=MEANINGS[right],
        rights=[(one.value, RIGHTS[one], MEANINGS[one]) for one in Right],
        links=[_link(one) for one in links_of(slug)] if may_invite else [],
        languages=_languages(request),
        bounds={"least": LEAST_DAYS, "usual": USUAL_DAYS, "most": MOST_DAYS},
        sent=[sent_shown(line) for line in sent_lines(slug)],
        notes=[(note, PARTS.get(note.part, note.part), day(note.at)) for note in notes_of(slug)],
        confirmed=[(PARTS[part], day(at)) for part, at in confirmed.items() if part in PARTS],
        may_invite=may_invite,
        may_trust=may(grants, Action.TRUST_SET),
        may_accept=may(grants, Action.DOCUMENT_ACCEPT, [slug]),
        wrong=wrong or {},
        typed=request.POST,
    )


def mechanism_or_404(request: HttpRequest, slug: str, action: Action) -> MechanismLine:
    """The mechanism of an address, for who may do this to it."""
    found = next((one for one in all_mechanisms() if one.slug == slug), None)
    if found is None:
        raise Http404
    refuse_unless(request, action, [slug])
    return found


def _link(line: LinkLine) -> dict[str, object]:
    state = line.state(timezone.now())
    return {
        "line": line,
        "revoke_key": f"revoke-{line.link}",
        "state": state.value,
        "words": LINKS[state],
        "made": day(line.made_at),
        "until": day(line.expires_at),
        "used": day(line.last_used_at) if line.last_used_at else "",
        "revoked": day(line.revoked_at) if line.revoked_at else "",
    }


def _languages(request: HttpRequest) -> list[tuple[str, str, bool]]:
    chosen = request.POST.get("lang") or get_language()
    return [(code, name, code == chosen) for code, name in settings.LANGUAGES]
