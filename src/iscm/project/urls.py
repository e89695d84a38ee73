"""Every public address; the website owns them all.

Taken over as they are, since addresses with a language prefix may stand nowhere else.
"""

from iscm.website.urls import urlpatterns

handler404 = "iscm.website.views.errors.not_found"
handler500 = "iscm.website.views.errors.server_error"

__all__ = ["handler404", "handler500", "urlpatterns"]
