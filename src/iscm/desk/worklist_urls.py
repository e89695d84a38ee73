"""The addresses of the worklist."""

from django.urls import URLPattern, URLResolver, path

from iscm.desk.views import worklist

pages: list[URLPattern | URLResolver] = [
    path("worklist/", worklist.worklist_page, name="desk-worklist"),
    path("worklist/mechanisms/", worklist.upkeep_page, name="desk-worklist-mechanisms"),
    path("worklist/problems/dismiss/", worklist.dismiss, name="desk-problem-dismiss"),
    path("worklist/problems/reopen/", worklist.reopen, name="desk-problem-reopen"),
    path("worklist/<slug:part>/", worklist.worklist_page, name="desk-worklist-part"),
]
