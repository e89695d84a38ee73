"""The addresses of editions: drafts, publishing, sentences of the highlights."""

from django.urls import URLPattern, URLResolver, path

from iscm.desk.views import editions, sentences

pages: list[URLPattern | URLResolver] = [
    path("editions/", editions.editions_page, name="desk-editions"),
    path("editions/published/<slug:name>/<int:number>/", editions.published_page, name="desk-edition-published"),
    path("editions/sentences/<int:year>/", sentences.sentences_page, name="desk-sentences"),
    path("editions/sentences/<int:year>/one/", sentences.sentence_page, name="desk-sentence"),
    path("editions/sentences/<int:year>/reword/", sentences.reword, name="desk-sentence-reword"),
    path("editions/sentences/<int:year>/take-back/", sentences.take_back, name="desk-sentence-back"),
    path("editions/<slug:kind>/<slug:about>/", editions.draft_page, name="desk-edition-draft"),
    path("editions/<slug:kind>/<slug:about>/publish/", editions.publish, name="desk-edition-publish"),
]
