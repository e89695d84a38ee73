"""Names that a person writes, and the keys that are meant."""

import pytest

from iscm.cli.failures import CommandError
from iscm.cli.naming import names_of, resolve

MEANT = [
    ("mechanism", ["RCM"], ("rcm",)),
    ("mechanism", ["sacm,rcm", "RCM"], ("rcm", "sacm")),
    ("mechanism", ["Intergovernmental Consultations on Migration, Asylum and Refugees"], ("igc",)),
    ("theme", ["labour migration"], ("labour-migration",)),
    ("theme", ["migración laboral, data", "Données"], ("data", "labour-migration")),
    ("theme", ["Asylum, IDPs, Refugees"], ("asylum-idps-refugees",)),
    ("initiative", ["SDGs"], ("agenda-2030",)),
    ("country", ["türkiye,turkey,TR,TUR"], ("TR",)),
    ("region", ["europe", "019"], ("019", "150")),
    ("kind", ["Webinars"], ("webinar",)),
    ("attendance", ["in-person"], ("in-person",)),
    ("status", ["tbc"], ("tbc",)),
    ("mechanism", None, ()),
]


@pytest.fixture(scope="module")
def names(vocabulary):
    return names_of(vocabulary)


@pytest.mark.parametrize(("field", "written", "keys"), MEANT)
def test_names_lead_to_keys(names, field, written, keys):
    assert resolve(field, written, names[field]) == keys


@pytest.mark.parametrize("written", ["", ",", "\x00", "🌍", "x" * 5000])
def test_what_nobody_knows_is_refused(names, written):
    with pytest.raises(CommandError, match="no mechanism"):
        resolve("mechanism", [written], names["mechanism"])


def test_every_key_is_a_name_of_its_own(names):
    for field, known in names.items():
        for key in set(known.values()):
            assert resolve(field, [key], known) == (key,)
