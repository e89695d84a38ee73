"""The addresses of surveys: drafts, who answered, what was answered."""

from django.urls import URLPattern, URLResolver, path

from iscm.desk.views import survey, survey_answers, survey_draft, survey_links

pages: list[URLPattern | URLResolver] = [
    path("survey/", survey.surveys_page, name="desk-survey"),
    path("survey/new/", survey.new_survey, name="desk-survey-new"),
    path("survey/<slug:key>/", survey.survey_page, name="desk-survey-one"),
    path("survey/<slug:key>/draft/", survey_draft.draft_page, name="desk-survey-draft"),
    path("survey/<slug:key>/preview/", survey_draft.preview_page, name="desk-survey-preview"),
    path("survey/<slug:key>/open/", survey_draft.open_page, name="desk-survey-open"),
    path("survey/<slug:key>/links/", survey_links.links_page, name="desk-survey-links"),
    path("survey/<slug:key>/close/", survey.close, name="desk-survey-close"),
    path("survey/<slug:key>/reopen/", survey.reopen, name="desk-survey-reopen"),
    path("survey/<slug:key>/remind/", survey.remind, name="desk-survey-remind"),
    path("survey/<slug:key>/answers.<slug:form>", survey.answers_file, name="desk-survey-file"),
    path("survey/<slug:key>/of/<slug:slug>/", survey_answers.answer_page, name="desk-survey-answer"),
    path("survey/<slug:key>/of/<slug:slug>/decide/", survey_answers.decide, name="desk-survey-decide"),
    path("survey/<slug:key>/of/<slug:slug>/link/", survey_answers.make_room_link, name="desk-survey-link"),
]
