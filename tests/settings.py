"""The project's settings with everything kept in a folder that goes away."""

import atexit
import os
import shutil
import tempfile

folder = tempfile.mkdtemp(prefix="iscm-tests-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ |= {"DATA_DIR": folder, "SECRET_KEY": "known to everyone: only tests use it", "LOG_LEVEL": "warning"}

from iscm.project.settings import *  # noqa: E402, F403  # the environment must be set first; every setting is wanted

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# Argon2 takes its time on purpose; accounts of tests need none of it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Sources that tests visit run on this machine; in use only public ones are.
GATHER_PERMITS = "tests.gathering.permits"
