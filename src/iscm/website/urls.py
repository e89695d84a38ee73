"""Every public address.

English has none of the language prefixes (`/fr/`, `/ar/` …) that the other languages have, so that an address says the
same to everyone.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path, re_path

from iscm.website.views import (
    about,
    calendar,
    countries,
    data,
    documents,
    editions,
    feeds,
    figures,
    files,
    highlights,
    home,
    initiatives,
    library,
    mechanisms,
    meetings,
    news,
    publications,
    search,
    themes,
)

pages = [
    path("", home.home, name="home"),
    path("calendar/", calendar.years_page, name="calendar"),
    path("calendar/<int:year>/", calendar.year_page, name="year"),
    path("calendar/<int:year>.<str:form>", calendar.year_file, name="year-file"),
    path("calendar.ics", feeds.calendar_feed, name="feed"),
    path("calendar.json", feeds.calendar_data, name="feed-json"),
    path("meetings/<slug:uid>.ics", feeds.meeting_file, name="meeting-ics"),
    path("meetings/<slug:uid>/", meetings.meeting_page, name="meeting"),
    path("mechanisms/", mechanisms.mechanisms_page, name="mechanisms"),
    path("mechanisms/<slug:slug>/", mechanisms.mechanism_page, name="mechanism"),
    path("countries/", countries.countries_page, name="countries"),
    path("countries/<str:code>/", countries.country_page, name="country"),
    path("themes/", themes.themes_page, name="themes"),
    path("themes/<slug:slug>/", themes.theme_page, name="theme"),
    path("initiatives/", initiatives.initiatives_page, name="initiatives"),
    path("initiatives/<slug:slug>.<str:form>", initiatives.initiative_file, name="initiative-file"),
    path("initiatives/<slug:slug>/", initiatives.initiative_page, name="initiative"),
    path("highlights/", highlights.years_page, name="highlights"),
    path("highlights/<int:year>/", highlights.year_page, name="highlights-year"),
    path("highlights/<int:year>.<str:form>", highlights.year_file, name="highlights-file"),
    path("figures/", figures.figures_page, name="figures"),
    path("figures/<int:year>/", figures.figures_page, name="figures-year"),
    path("figures/<slug:key>.<str:form>", figures.figure_file, name="figure"),
    path("figures/<int:year>/<slug:key>.<str:form>", figures.figure_file, name="figure-of-year"),
    path("editions/", editions.editions_page, name="editions"),
    path("editions/<slug:name>/", editions.editions_page, name="editions-of"),
    path("editions/<slug:name>/<int:number>/", editions.edition_page, name="edition"),
    path("editions/<slug:name>/<int:number>.<str:form>", editions.edition_file, name="edition-file"),
    path("library/", library.library_page, name="library"),
    path("library/citations.<str:form>", library.citations, name="citations"),
    path("documents/", documents.documents_page, name="documents"),
    path("documents/<int:pk>/", documents.document_page, name="document"),
    path("data/", data.data_page, name="data"),
    path("data/<slug:name>/", data.package_page, name="data-package"),
    path("search/", search.search_page, name="search"),
    path("feeds/", feeds.feeds_page, name="feeds"),
    path("feeds/meetings.atom", news.new_meetings, name="atom-meetings"),
    path("feeds/meetings/<int:number>.atom", news.new_meetings, name="atom-meetings-part"),
    path("feeds/changes.atom", news.changes, name="atom-changes"),
    path("feeds/changes/<int:number>.atom", news.changes, name="atom-changes-part"),
    path("about/", about.about_page, name="about"),
]
urlpatterns = [
    path("robots.txt", files.robots),
    path("sitemap.xml", files.sitemap, name="sitemap"),
    path(".well-known/security.txt", files.security),
    path("publication.css", publications.answer_style, name="publication-style"),
    re_path(r"^data/(?P<path>(?:[a-z0-9]+/)?[A-Za-z0-9_-]+\.[a-z]+)$", data.data_file, name="data-file"),
    re_path(r"^vocabularies/(?P<name>[a-z]+\.[a-z]+)$", data.vocabulary_file, name="vocabulary"),
    *i18n_patterns(*pages, prefix_default_language=False),
]
