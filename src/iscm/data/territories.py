"""Territories and cities: one CSV file each."""

from iscm.data.files import load_csv
from iscm.domain.names import fold
from iscm.domain.places import Territory

LANGS = ("en", "fr", "es", "ar", "ru", "zh")


def load_territories() -> dict[str, Territory]:
    """Everything with an ISO 3166-1 code, and XK, by alpha-2 code. Names are those the United Nations uses."""
    return {row["alpha_2"]: _territory(row) for row in load_csv("territories.csv")}


def load_cities() -> dict[str, str]:
    """The alpha-2 code of a city by its folded name, for cities whose country is beyond doubt."""
    return {fold(row["city"]): row["alpha_2"] for row in load_csv("cities.csv")}


def load_points() -> dict[str, tuple[float, float]]:
    """Where to draw a territory on a map: latitude and longitude of about its middle, in degrees, by alpha-2 code."""
    return {row["alpha_2"]: (float(row["lat"]), float(row["lon"])) for row in load_csv("territory-points.csv")}


def _territory(row: dict[str, str]) -> Territory:
    return Territory(
        alpha_2=row["alpha_2"],
        alpha_3=row["alpha_3"],
        numeric=row["numeric"],
        region_m49=row["region_m49"],
        subregion_m49=row["subregion_m49"],
        names={lang: row[lang] for lang in LANGS},
        other_names=tuple(filter(None, row["other_names"].split("|"))),
    )
