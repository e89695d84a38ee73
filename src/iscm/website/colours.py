"""The colours that another site may ask for: taken where they can be read, made readable where they cannot.

Whoever embeds a list knows its own paper, ink and accent, not what the list needs besides; and a reader needs contrast
(4.5 to 1, WCAG 2.2, 1.4.3) whatever was asked for. So a colour that cannot be read on the paper gives way to one that
can.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

ENOUGH = 4.5  # WCAG 2.2 AA for text
SCHEMES = ("light", "dark")
PAPERS = {"light": "#fcfbf8", "dark": "#15181b"}
INKS = ("#1a1d21", "#e7e4de", "#000000", "#ffffff")  # ours first; one of black and white can be read on any paper
ACCENTS = ("#0a4a7d", "#8fc3f0")
COLOURS = ("paper", "ink", "accent")

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})\Z", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Theme:
    """What is asked for: `scheme` is light, dark or empty (as the reader's own setting); colours `#rrggbb` or empty."""

    scheme: str = ""
    paper: str = ""
    ink: str = ""
    accent: str = ""

    @property
    def has_colours(self) -> bool:
        """Whether any colour is asked for."""
        return bool(self.paper or self.ink or self.accent)

    @property
    def asked(self) -> dict[str, str]:
        """The canonical parameters of an address, colours without their `#`."""
        named = {"scheme": self.scheme} | {name: getattr(self, name).removeprefix("#") for name in COLOURS}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that are used; `unread` names those of the asked ones that could not be read on the paper."""

    paper: str
    ink: str
    soft: str
    accent: str
    rule: str
    unread: tuple[str, ...]


def parse_theme(query: Mapping[str, str]) -> Theme:
    """The theme of an address; what is no scheme and no hexadecimal colour is left out."""
    scheme = query.get("scheme", "")
    return Theme(scheme if scheme in SCHEMES else "", *(parse_colour(query.get(name, "")) for name in COLOURS))


def parse_colour(text: str) -> str:
    """`#rrggbb` of `0a4`, `00aa44` or either with a `#`; empty for anything else."""
    found = _HEX.match(text.strip()) if len(text) < 10 else None  # noqa: PLR2004  # "#rrggbb" and a blank or two
    if not found:
        return ""
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))  # noqa: PLR2004  # rrggbb


def contrast(one: str, other: str) -> float:
    """The contrast of two colours `#rrggbb` as WCAG defines it: 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def palette(theme: Theme) -> Palette:
    """The colours of a theme that asks for some: whatever was left out or cannot be read is found to fit."""
    paper = theme.paper or _paper_for(theme)
    ink = _readable(theme.ink, INKS, paper)
    accent = _readable(theme.accent, (*ACCENTS, ink), paper)
    return Palette(
        paper=paper,
        ink=ink,
        soft=_readable(_mixed(ink, paper, 0.74), (ink,), paper),
        accent=accent,
        rule=_mixed(ink, paper, 0.22),
        unread=tuple(
            name for name, used in (("ink", ink), ("accent", accent)) if getattr(theme, name) not in {"", used}
        ),
    )


def stylesheet(theme: Theme) -> str:
    """The theme as a style sheet that sets nothing but colours. Empty where nothing is asked for."""
    if not theme.has_colours:
        return f":root {{ color-scheme: {theme.scheme}; }}\n" if theme.scheme else ""
    found = palette(theme)
    scheme = "dark" if _luminance(found.paper) < _luminance(found.ink) else "light"
    lines = [f"--{name}: {getattr(found, name)};" for name in ("paper", "ink", "soft", "accent", "rule")]
    return "\n  ".join([f":root {{\n  color-scheme: {scheme};", *lines, f"--status: {found.ink};"]) + "\n}\n"


def _paper_for(theme: Theme) -> str:
    """Our light or dark paper: the one of the scheme, else the one on which the asked colours are read best."""
    if theme.scheme:
        return PAPERS[theme.scheme]
    return max(PAPERS.values(), key=lambda paper: contrast(theme.ink or theme.accent or INKS[0], paper))


def _readable(asked: str, others: tuple[str, ...], paper: str) -> str:
    """The first that can be read on the paper; the last of them if none can."""
    candidates = [each for each in (asked, *others) if each]
    return next((each for each in candidates if contrast(each, paper) >= ENOUGH), candidates[-1])


def _mixed(one: str, other: str, share: float) -> str:
    parts = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    """Relative luminance of sRGB, 0 to 1."""
    linear = [c / 12.92 if (c := part / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for part in _channels(colour)]  # noqa: PLR2004  # the constants of sRGB
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
