"""Every public address.

The website's are taken over as they are, since addresses with a language prefix may stand nowhere else; the page of the
API stands in the website's frame.
"""

from django.conf.urls.i18n import i18n_patterns

from iscm.api import urls as api
from iscm.desk import urls as desk
from iscm.website import urls as website
from iscm.website.page import page

urlpatterns = [
    *api.plain,
    *website.urlpatterns,
    *i18n_patterns(*api.pages(page), *desk.urlpatterns, prefix_default_language=False),
]
handler400 = "iscm.website.views.errors.wrong"
handler403 = "iscm.desk.views.errors.refused"
handler404 = "iscm.website.views.errors.not_found"
handler429 = "iscm.desk.views.errors.too_many"
handler500 = "iscm.website.views.errors.server_error"
