"""The addresses of materials of meetings on the desk."""

from django.urls import URLPattern, path

from iscm.desk.views import materials

pages: list[URLPattern] = [
    path("meetings/<slug:uid>/materials/", materials.materials_page, name="desk-materials"),
    path("meetings/<slug:uid>/materials/<uuid:material>/", materials.describe, name="desk-material-describe"),
    path("meetings/<slug:uid>/materials/<uuid:material>/file/", materials.material_file, name="desk-material-file"),
    path("meetings/<slug:uid>/materials/<uuid:material>/remove/", materials.remove, name="desk-material-remove"),
    path("meetings/<slug:uid>/materials/<uuid:material>/put-back/", materials.put_back, name="desk-material-back"),
]
