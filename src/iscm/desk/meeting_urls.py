"""The addresses of meetings and of history on the desk."""

from django.urls import URLPattern, path

from iscm.desk.views import (
    history,
    history_meeting,
    meetings,
    meetings_acts,
    meetings_list,
    meetings_new,
    meetings_same,
    meetings_ties,
)

pages: list[URLPattern] = [
    path("meetings/", meetings_list.meetings_page, name="desk-meetings"),
    path("meetings/new/", meetings_new.new_page, name="desk-meeting-new"),
    path("meetings/<slug:uid>/", meetings.meeting_page, name="desk-meeting"),
    path("meetings/<slug:uid>/fate/", meetings_acts.fate, name="desk-fate"),
    path("meetings/<slug:uid>/withdraw/", meetings_acts.take_away, name="desk-withdraw"),
    path("meetings/<slug:uid>/give-back/", meetings_acts.give_back, name="desk-give-back"),
    path("meetings/<slug:uid>/same/", meetings_same.same_page, name="desk-same"),
    path("meetings/<slug:uid>/same/back/", meetings_same.judgement_back, name="desk-same-back"),
    path("meetings/<slug:uid>/part/", meetings_same.part, name="desk-part"),
    path("meetings/<slug:uid>/ties/", meetings_ties.ties_page, name="desk-ties"),
    path("meetings/<slug:uid>/ties/say/", meetings_ties.tie, name="desk-tie"),
    path("meetings/<slug:uid>/ties/answer/", meetings_ties.tie_answer, name="desk-tie-answer"),
    path("understood/", meetings.understood, name="desk-understood"),
    path("history/", history.history_page, name="desk-history"),
    path("history/day/", history.day_page, name="desk-day"),
    path("history/meetings/<slug:uid>/", history_meeting.meeting_history, name="desk-meeting-history"),
    path("history/entries/<int:entry>/", history.entry_page, name="desk-entry"),
    path("history/entries/<int:entry>/undo/", history.undo_entry, name="desk-undo"),
]
