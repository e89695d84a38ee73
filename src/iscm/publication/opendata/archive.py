"""A package as one ZIP: the same files give the same bytes."""

import zipfile
from pathlib import Path

LONG_AGO = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
UNIX = 3
LEVEL = 6
PIECE = 1 << 20


def write_archive(folder: Path, target: Path) -> None:
    """Put the files of a package's folder into a new ZIP, in the order of their names and without their times."""
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for path in sorted(folder.iterdir()):
            part = zipfile.ZipInfo(path.name, LONG_AGO)
            part.external_attr, part.create_system, part.compress_type = READABLE, UNIX, zipfile.ZIP_DEFLATED
            part.file_size = path.stat().st_size
            with path.open("rb") as content, archive.open(part, "w") as packed:
                while piece := content.read(PIECE):
                    packed.write(piece)
