"""Every address of the desk, all below `/desk/` and, in other languages, `/fr/desk/` and so on.

Whoever adds one adds it to the table of `tests/desk/permissions.py` too: a test looks.
"""

from django.urls import URLPattern, URLResolver, include, path

from iscm.desk.views import home

pages: list[URLPattern | URLResolver] = [
    path("", home.home, name="desk"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/account/", include("allauth.urls")),
    path("desk/", include(pages)),
]
