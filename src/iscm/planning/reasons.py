"""Why two meetings are a clash, or a chance to meet jointly: codes and values, said in words by publication."""

from dataclasses import dataclass

DAYS_SHARED, DAYS_APART, POSSIBLE = "days-shared", "days-apart", "possible"
STATES, SMALL_STATES, OBSERVING, INVITED = "states-shared", "small-states-shared", "states-observing", "states-invited"
MECHANISM, THEME, CITY, SECRETARIAT = "mechanism-shared", "theme-shared", "city-shared", "secretariat-shared"
TRAVEL, LONG = "travel", "long"


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a clash.

    | code | values |
    | --- | --- |
    | days-shared | none: on days that are known they share one |
    | days-apart | the number of days from the end of one to the start of the other |
    | possible | the chance, from 0 to 1, that they are near: not all days are known, or one may not take place |
    | states-shared | alpha-2 codes of members of both, small ones first |
    | small-states-shared | those of them whose delegations are one or two people |
    | states-observing | alpha-2 codes of those in both that only observe in one |
    | states-invited | the number of members of one where the other is open to all |
    | mechanism-shared, theme-shared | slugs |
    | city-shared | city and alpha-2 code |
    | secretariat-shared | their names |
    | travel | kilometres between the places, a whole number |
    | long | days of the longer one, of which nobody is bound on each |
    """

    code: str
    values: tuple[str | int | float, ...] = ()
