"""Year plans at the desk: all searches, and the form that asks for one."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from iscm.desk.doors import actor_of, grants_of, refuse_unless, requires
from iscm.desk.page import desk_page
from iscm.desk.plan_form import MORE_ROWS, MOST_ROWS, Asking, asking, blank
from iscm.desk.plan_shown import STATES, title_of
from iscm.domain.errors import ConflictError
from iscm.domain.plan_runs import RunOrder
from iscm.register.operations.plan_runs import ask_run, start_process
from iscm.register.queries.accounts import mechanism_choices
from iscm.register.queries.plan_runs import plan_runs
from iscm.register.rules import Action, may

SECTION = "plans"
plans = requires(Action.PLAN_MAKE)


@plans
@require_GET
def plans_page(request: HttpRequest) -> HttpResponse:
    """All searches, the newest first, and the form."""
    return _list(request, blank(timezone.now().year + 1))


@plans
@require_POST
def new_plan(request: HttpRequest) -> HttpResponse:
    """Ask for a search, or for more lines to type wishes in."""
    refuse_unless(request, Action.PLAN_MAKE)
    found = asking(request.POST, request.FILES, timezone.now().year + 1)
    if "more" in request.POST:
        more = blank(timezone.now().year + 1, min(len(found.rows) + MORE_ROWS, MOST_ROWS)).rows[len(found.rows) :]
        return _list(request, Asking(found.values, [*found.rows, *more]))
    if found.order is None:
        return _list(request, found)
    return begin(request, found.order) or _list(request, found)


def begin(request: HttpRequest, order: RunOrder) -> HttpResponse | None:
    """Put a search in the queue, see that somebody works at it, and lead to its page; None where it was refused."""
    try:
        run = ask_run(order, actor=actor_of(request))
    except ConflictError as error:
        messages.error(request, str(error).capitalize())
        return None
    transaction.on_commit(start_process)
    messages.success(request, gettext("The search is under way. It goes on when you leave this page."))
    return redirect("desk-plan", run.pk)


def _list(request: HttpRequest, typed: Asking) -> HttpResponse:
    return desk_page(
        request,
        "plans/list",
        SECTION,
        http_status=400 if typed.is_wrong else 200,
        title=gettext("Year plans"),
        lines=[(run, title_of(run), STATES[run.state]) for run in plan_runs()],
        typed=typed,
        may_make=may(grants_of(request), Action.PLAN_MAKE),
        mechanisms=mechanism_choices(),
    )
