"""Every public address; the website owns them all."""

from django.urls import include, path

urlpatterns = [path("", include("iscm.website.urls"))]
