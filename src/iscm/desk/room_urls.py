"""Addresses of the rooms of secretariats, below `/room/<token>/` and, in other languages, `/fr/room/<token>/`.

They need no account; `room_door.with_room` is on the view of each (a test looks).
"""

from django.urls import URLPattern, path

from iscm.desk.views import room, room_meetings, room_more, room_sheet, survey_room

pages: list[URLPattern] = [
    path("", room.room_page, name="room"),
    path("confirm/", room_meetings.confirm, name="room-confirm"),
    path("new/", room_meetings.new, name="room-new"),
    path("understood/", room_meetings.understood, name="room-understood"),
    path("about/", room_more.about, name="room-about"),
    path("meetings/<slug:uid>/", room_meetings.meeting, name="room-meeting"),
    path("meetings/<slug:uid>/document/", room_more.document, name="room-document"),
    path("sheet/", room_sheet.sheet, name="room-sheet"),
    path("sheet.xlsx", room_sheet.sheet_file, name="room-sheet-file"),
    path("survey/<slug:key>/", survey_room.survey_page, name="room-survey"),
]
