"""The first page of the desk: its rooms."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from iscm.desk.doors import requires
from iscm.desk.page import desk_page
from iscm.register.rules import Action


@requires(Action.DESK_ENTER)
def home(request: HttpRequest) -> HttpResponse:
    """The rooms that are open to who asks."""
    return desk_page(request, "home", title=gettext("Desk"))
