"""The shape of the field, as the calendars of 2017 and 2024 have it: shares, weights, words' proportions.

Of the 181 meetings that these two list, 7% are to be confirmed, half of those without a day; 3% are of two mechanisms;
39% last several days; online ones came with 2020 and were 37% in 2024; a third bears a number.
"""

SEED = 7
YEARS = range(1988, 2028)
"""Forty of them; the last meetings are still ahead."""
GROWTH = 3.0
"""How many times as many meetings the last year has as the first."""

# The thirty that meet, the most frequent first, and how unevenly.
MECHANISMS = (
    "rcm", "quito-process", "gfmd", "sacm", "prague-process", "khartoum-process", "budapest-process", "bali-process",
    "rmfm", "rabat-process", "igc", "pidc", "almaty-process", "colombo-process", "midwa", "arcp", "abu-dhabi-dialogue",
    "idm", "midsa", "midcom", "afml", "ocam", "riam", "pafom", "grcp", "five-plus-five-dialogue", "asem-dg-immigration",
    "apc", "mid-igad", "euromed-migration",
)  # fmt: skip
EVENNESS = 5
LANGUAGES = {"en": 56, "es": 18, "fr": 11, "ar": 6, "ru": 6, "zh": 3}

TO_BE_CONFIRMED, CANCELLED, POSTPONED = 0.07, 0.02, 0.01
JOINT, OF_THREE, GROUPED, NUMBERED = 0.03, 0.1, 0.003, 0.33
# Days that a meeting takes, and what is said of a date that is to be confirmed.
LENGTHS = {1: 61, 2: 22, 3: 13, 4: 3, 5: 1}
IMPRECISE = {"day": 30, "month": 38, "quarter": 12, "half": 5, "one-of": 5, "year": 10}
# By the first year of each time: the shares of online and hybrid meetings.
ATTENDANCE = {1988: (0.0, 0.0), 2012: (0.05, 0.0), 2020: (0.37, 0.03)}
THEMES = {0: 50, 1: 29, 2: 15, 3: 5, 4: 1}
INITIATIVES = {0: 85, 1: 12, 2: 3}
# Of how many meetings a secretariat's own calendar and a report afterwards speak, beside the calendar of all.
BY_SECRETARIAT, REPORTED = 0.55, 0.45
RARE = 2_000
"""One title in so many has the rare word."""
LARGEST = 3_000
"""Records of one document at most."""
