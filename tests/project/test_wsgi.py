"""The entry of the server, under servers that give out files in a way of their own."""

from wsgiref.util import FileWrapper, setup_testing_defaults

import pytest

from iscm.project.wsgi import application


@pytest.mark.django_db
def test_a_file_is_given_out_under_a_server_that_wraps_files_itself():
    environ, told = {"PATH_INFO": "/static/website/icon.svg", "wsgi.file_wrapper": FileWrapper}, []
    setup_testing_defaults(environ)
    content = b"".join(application(environ, lambda status, _headers: told.append(status)))
    assert (told, content[:4]) == (["200 OK"], b"<svg")
