"""Addresses of the inbox, below `/desk/`."""

from django.urls import URLPattern, path

from iscm.desk.views import (
    inbox,
    inbox_acts,
    inbox_confirmations,
    inbox_document,
    inbox_partly,
    inbox_source,
    inbox_unread,
    inbox_upload,
)

pages: list[URLPattern] = [
    path("inbox/", inbox.inbox_page, name="desk-inbox"),
    path("inbox/upload/", inbox_upload.upload, name="desk-inbox-upload"),
    path("inbox/confirmations/accept/", inbox_confirmations.accept_confirmations, name="desk-inbox-confirmations"),
    path("inbox/unread/", inbox_unread.unread_page, name="desk-unread"),
    path("inbox/unread/<slug:sha256>/", inbox_unread.source_file, name="desk-unread-file"),
    path("inbox/unread/<slug:sha256>/dismiss/", inbox_unread.dismiss, name="desk-unread-dismiss"),
    path("inbox/unread/<slug:sha256>/reopen/", inbox_unread.reopen, name="desk-unread-reopen"),
    path("inbox/<int:pk>/", inbox_document.document_page, name="desk-inbox-document"),
    path("inbox/<int:pk>/accept/", inbox_acts.accept, name="desk-inbox-accept"),
    path("inbox/<int:pk>/take/", inbox_partly.take, name="desk-inbox-take"),
    path("inbox/<int:pk>/refuse/", inbox_acts.refuse_document, name="desk-inbox-refuse"),
    path("inbox/<int:pk>/readmit/", inbox_acts.readmit_document, name="desk-inbox-readmit"),
    path("inbox/<int:pk>/source/", inbox_source.source_file, name="desk-inbox-source"),
    path("inbox/<int:pk>/attached/", inbox_source.attached_file, name="desk-inbox-attached"),
    path("inbox/<int:pk>/pages/<int:page>.png", inbox_source.page_picture, name="desk-inbox-picture"),
    path("inbox/<int:pk>/rows/<int:n>/refuse/", inbox_acts.refuse_row, name="desk-inbox-row-refuse"),
    path("inbox/<int:pk>/rows/<int:n>/readmit/", inbox_acts.readmit_row, name="desk-inbox-row-readmit"),
    path("inbox/<int:pk>/rows/<int:n>/answer/", inbox_acts.answer, name="desk-inbox-answer"),
    path("inbox/<int:pk>/answers/<int:judgement>/take-back/", inbox_acts.take_back_answer, name="desk-inbox-take-back"),
]
