"""The pages that go with an export: what it is, and how to cite it."""

import json

from iscm.publication.opendata.naming import TITLE, WHOLE
from iscm.publication.opendata.terms import Terms


def cite_as(terms: Terms, modified: str | None) -> str:
    """How to cite the data, in one line."""
    year = f" ({modified[:4]})" if modified else ""
    state = f"; state of {modified[:10]}" if modified else ""
    place = f". {terms.address('/data/')}" if terms.site else ""
    return f"{terms.publisher_name}{year}: {TITLE} [data set]{state}{place}"


def render_citation(terms: Terms, modified: str | None) -> bytes:
    """`CITATION.cff`, for reference managers. JSON is YAML too, so that any name may stand in it."""
    said = {
        "cff-version": "1.2.0",
        "message": "Please cite these data as follows.",
        "type": "dataset",
        "title": TITLE,
        "authors": [{"name": terms.publisher_name}],
        **({"date-released": modified[:10], "version": modified} if modified else {}),
        "license": terms.licence,
        **({"url": terms.address("/data/")} if terms.site else {}),
    }
    return ("".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items())).encode()


def render_readme(terms: Terms, modified: str | None, folders: tuple[str, ...]) -> bytes:
    """`README.md` of an export."""
    state = f"State of {modified}." if modified else "The register is empty so far."
    where = "\n".join(f"| {_what(folder)} | `{folder}/` |" for folder in folders)
    licence = f"[{terms.licence_title}]({terms.licence_url}) ({terms.licence})"
    return f"""# {TITLE}

Published by {terms.publisher_name}. {state}

| what | where |
| --- | --- |
{where}
| catalogue (DCAT 3) | `catalog.ttl`, `catalog.jsonld` |
| vocabularies (SKOS): themes, initiatives, kinds of meeting, mechanisms | `vocabularies/` |

Every package has its tables as CSV or JSON, a dictionary (`dictionary.md`) and a Frictionless descriptor with schemas
and hashes (`datapackage.json`).

- CSV is UTF-8 with one header row. A text that a spreadsheet would calculate (it begins with `=`, `+`, `-` or `@`) has
  an apostrophe before it; programs take that off. Lists stand with `;`.
- Dates are said in EDTF (ISO 8601-2) and never more precise than the source; `first_day` and `last_day` are the
  bounds, both inclusive.
- A meeting of several mechanisms is one meeting. A printed group counts as many as `count` says.
- What a newer edition leaves out is “no longer listed” (`unlisted_since`): neither deleted nor cancelled.
- Addresses begin with a slash where the site has no public address: they are relative to the site that serves these
  files.
- No persons are named. Names and borders imply no opinion on the status of any territory.

## Licence

{licence}.

## How to cite

{cite_as(terms, modified)}

Please name the documents too, which `documents` lists with publisher and day.
""".encode()


def _what(folder: str) -> str:
    if folder == WHOLE:
        return "everything; `iscm rebuild --from` builds the register again from it"
    return f"meetings of {folder}"
