"""The files of meetings: to be saved, never to be shown as a page of ours."""

import base64
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from iscm.domain.files import MEDIA, name_for
from iscm.register.queries.meeting_materials import HeldFile, public_file

SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_safe
def material_file(request: HttpRequest, uid: str, form: str) -> HttpResponse:
    """`/materials/{uid}.pdf`: the file as it came, with its sum; 404 once it is no longer given out."""
    held = public_file(str(uid))
    if held is None or held.form != form:
        raise Http404
    etag = quote_etag(held.sha256)
    answer = get_conditional_response(request, etag=etag) or _attachment(held)
    answer.headers["ETag"] = etag
    patch_cache_control(answer, no_cache=True)
    return answer


def _attachment(held: HeldFile) -> HttpResponse:
    answer = HttpResponse(held.content, content_type=MEDIA[held.form])
    name = quote(name_for(held.name, held.form), safe="")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(held.sha256)).decode()}:"
    return answer
