"""The addresses of the worklist."""

from django.urls import URLPattern, URLResolver, path

from iscm.desk.views import links, worklist

pages: list[URLPattern | URLResolver] = [
    path("worklist/", worklist.worklist_page, name="desk-worklist"),
    path("worklist/mechanisms/", worklist.upkeep_page, name="desk-worklist-mechanisms"),
    path("worklist/problems/dismiss/", worklist.dismiss, name="desk-problem-dismiss"),
    path("worklist/problems/reopen/", worklist.reopen, name="desk-problem-reopen"),
    path("worklist/links/dismiss/", links.dismiss, name="desk-link-dismiss"),
    path("worklist/links/reopen/", links.reopen, name="desk-link-reopen"),
    path("worklist/<slug:part>/", worklist.worklist_page, name="desk-worklist-part"),
]
