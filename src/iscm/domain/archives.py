"""How the standard library tells that an archive is broken."""

import zipfile
import zlib

BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, KeyError, ValueError)
"""What `zipfile` raises for bytes that it cannot read: a bad directory, bytes that do not unpack, a way of packing that
it does not know (NotImplementedError), a password or a part that is read while it is written (RuntimeError), an end too
soon, a part that is not there, a number out of bounds. `OSError` is for the file itself.
"""
