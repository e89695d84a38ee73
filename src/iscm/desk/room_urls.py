"""Addresses of the rooms of secretariats, below `/room/<token>/` and, in other languages, `/fr/room/<token>/`.

They need no account; `room_door.with_room` is on the view of each (a test looks).
"""

from django.urls import URLPattern, path

from iscm.desk.views import room, survey_room

pages: list[URLPattern] = [
    path("", room.room_page, name="room"),
    path("survey/<slug:key>/", survey_room.survey_page, name="room-survey"),
]
