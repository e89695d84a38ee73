"""Every public address.

English has none of the language prefixes (`/fr/`, `/ar/` …) that the other languages have, so that an address says the
same to everyone.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from iscm.website.views import (
    about,
    calendar,
    countries,
    documents,
    feeds,
    files,
    highlights,
    home,
    initiatives,
    library,
    mechanisms,
    meetings,
    search,
    themes,
)

pages = [
    path("", home.home, name="home"),
    path("calendar/", calendar.years_page, name="calendar"),
    path("calendar/<int:year>/", calendar.year_page, name="year"),
    path("calendar.ics", feeds.calendar_feed, name="feed"),
    path("meetings/<slug:uid>.ics", feeds.meeting_file, name="meeting-ics"),
    path("meetings/<slug:uid>/", meetings.meeting_page, name="meeting"),
    path("mechanisms/", mechanisms.mechanisms_page, name="mechanisms"),
    path("mechanisms/<slug:slug>/", mechanisms.mechanism_page, name="mechanism"),
    path("countries/", countries.countries_page, name="countries"),
    path("countries/<str:code>/", countries.country_page, name="country"),
    path("themes/", themes.themes_page, name="themes"),
    path("themes/<slug:slug>/", themes.theme_page, name="theme"),
    path("initiatives/", initiatives.initiatives_page, name="initiatives"),
    path("initiatives/<slug:slug>/", initiatives.initiative_page, name="initiative"),
    path("highlights/", highlights.years_page, name="highlights"),
    path("highlights/<int:year>/", highlights.year_page, name="highlights-year"),
    path("library/", library.library_page, name="library"),
    path("library/citations.<str:form>", library.citations, name="citations"),
    path("documents/", documents.documents_page, name="documents"),
    path("documents/<int:pk>/", documents.document_page, name="document"),
    path("search/", search.search_page, name="search"),
    path("feeds/", feeds.feeds_page, name="feeds"),
    path("about/", about.about_page, name="about"),
]
urlpatterns = [
    path("robots.txt", files.robots),
    path("sitemap.xml", files.sitemap, name="sitemap"),
    path(".well-known/security.txt", files.security),
    *i18n_patterns(*pages, prefix_default_language=False),
]
