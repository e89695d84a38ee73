"""Every public address.

English has none of the language prefixes (`/fr/`, `/ar/` …) that the other languages have, so that an address says the
same to everyone.
"""

from collections.abc import Iterable

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_http_methods, require_safe

from iscm.website.views import (
    about,
    calendar,
    changes,
    clashes,
    clashes_feed,
    commitments,
    countries,
    data,
    documents,
    editions,
    embed,
    expected,
    feeds,
    figures,
    files,
    follow,
    highlights,
    home,
    initiatives,
    library,
    maps,
    materials,
    mechanisms,
    meetings,
    news,
    oai,
    overlaps,
    plans,
    publications,
    search,
    sources,
    suggest,
    themes,
    windows,
)

SENT_TO = frozenset({"follow", "following", "follow-stop", "suggest", "suggest-reading", "oai"})
"""The only addresses that take what is sent; the others are read."""


def _kept_to_their_methods(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """The same, answering 405 where they are asked in another way than they are for."""
    found = list(patterns)
    for each in found:
        within = require_http_methods(["GET", "HEAD", "OPTIONS", "POST"]) if each.name in SENT_TO else require_safe
        each.callback = within(each.callback)
    return found


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
    path("sources/", sources.sources_page, name="sources"),
    path("sources/<slug:slug>/", sources.source_page, name="source"),
    path("data/", data.data_page, name="data"),
    path("data/<slug:name>/", data.package_page, name="data-package"),
    path("search/", search.search_page, name="search"),
    path("feeds/", feeds.feeds_page, name="feeds"),
    path("feeds/meetings.atom", news.new_meetings, name="atom-meetings"),
    path("feeds/meetings/<int:number>.atom", news.new_meetings, name="atom-meetings-part"),
    path("feeds/changes.atom", news.changes, name="atom-changes"),
    path("feeds/changes/<int:number>.atom", news.changes, name="atom-changes-part"),
    path("embed/", embed.embed_page, name="embed"),
    path("embed/meetings.json", embed.embed_data, name="embed-json"),
    path("embed/new/", embed.embed_new_page, name="embed-new"),
    path("changes/", changes.changes_page, name="changes"),
    path("changes/<int:year>/<int:week>/", changes.changes_page, name="changes-week"),
    path("follow/", follow.follow_page, name="follow"),
    path("follow/asked/", follow.asked_page, name="follow-asked"),
    path("follow/<str:token>/", follow.following_page, name="following"),
    path("follow/<str:token>/stop/", follow.stop_page, name="follow-stop"),
    path("suggest/", suggest.suggest_page, name="suggest"),
    path("suggest/reading/", suggest.reading, name="suggest-reading"),
    path("suggest/<uuid:uid>/", suggest.suggestion_page, name="suggestion"),
    path("overlaps/", overlaps.overlaps_page, name="overlaps"),
    path("overlaps/countries/<str:code>/", commitments.country_page, name="overlaps-country"),
    path("overlaps/windows/", windows.windows_page, name="windows"),
    path("overlaps/expected/", expected.expected_page, name="expected"),
    path("overlaps/plan/<int:year>/", plans.plan_page, name="plan-of-year"),
    path("overlaps/plan/<int:year>.<str:form>", plans.plan_file, name="plan-file"),
    path("overlaps/clashes/<int:year>/", clashes.clashes_page, name="clashes"),
    path("overlaps/clashes/<int:year>.atom", clashes_feed.clashes_feed, name="clashes-feed"),
    path("overlaps/clashes/<int:year>.<str:form>", clashes.clashes_file, name="clashes-file"),
    path("about/", about.about_page, name="about"),
]
plain = [
    path("robots.txt", files.robots),
    path("sitemap.xml", maps.sitemap, name="sitemap"),
    path("sitemap/<slug:part>.xml", maps.sitemap_part, name="sitemap-part"),
    path(".well-known/security.txt", files.security),
    path("embed/theme.css", embed.embed_theme, name="embed-theme"),
    path("publication.css", publications.answer_style, name="publication-style"),
    re_path(r"^materials/(?P<uid>[0-9a-f-]{36})\.(?P<form>[a-z]{3,4})$", materials.material_file, name="material"),
    path("oai", oai.repository, name="oai"),
    path("oai/iscm.xsd", oai.schema, name="oai-schema"),
    re_path(r"^data/(?P<path>(?:[a-z0-9]+/)?[A-Za-z0-9_-]+\.[a-z]+)$", data.data_file, name="data-file"),
    re_path(r"^vocabularies/(?P<name>[a-z]+\.[a-z]+)$", data.vocabulary_file, name="vocabulary"),
]
urlpatterns = [
    *_kept_to_their_methods(plain),
    *i18n_patterns(*_kept_to_their_methods(pages), prefix_default_language=False),
]
