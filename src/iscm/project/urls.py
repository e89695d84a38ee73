"""Every public address. The website owns them all; languages as the first part of an address must stand at the top."""

from iscm.website.urls import urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]

handler404 = "iscm.website.views.errors.not_found"
handler500 = "iscm.website.views.errors.server_error"
