"""Who publishes the data, under which licence, and where."""

from dataclasses import dataclass
from urllib.parse import quote

LICENCES = {
    "CC-BY-4.0": ("Creative Commons Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "CC-BY-3.0-IGO": (
        "Creative Commons Attribution 3.0 IGO",
        "https://creativecommons.org/licenses/by/3.0/igo/",
    ),
    "CC0-1.0": ("Creative Commons Zero 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODbL-1.0": ("Open Data Commons Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "ODC-By-1.0": ("Open Data Commons Attribution License 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    "PDDL-1.0": (
        "Open Data Commons Public Domain Dedication and License 1.0",
        "https://opendatacommons.org/licenses/pddl/1-0/",
    ),
}

IN_ADDRESSES = ":/%@[]!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Terms:
    """What an export says of itself.

    `site` is the public address without a slash at its end; empty where there is none: then every address is relative
    to the site that serves the files. `publisher` has the publisher's lines, `licence` is an SPDX name.
    """

    site: str
    publisher: tuple[str, ...]
    licence: str

    @property
    def publisher_name(self) -> str:
        """The publisher in one line."""
        return ", ".join(self.publisher)

    @property
    def licence_title(self) -> str:
        """The licence in words, its SPDX name where we know no words for it."""
        return LICENCES[self.licence][0] if self.licence in LICENCES else self.licence

    @property
    def licence_url(self) -> str:
        """Where its text stands."""
        known = LICENCES.get(self.licence)
        return known[1] if known else f"https://spdx.org/licenses/{quote(self.licence, safe='')}.html"

    def address(self, path: str) -> str:
        """The address of a page or file of the site; `path` begins with a slash."""
        return quote(self.site, safe=IN_ADDRESSES) + path
