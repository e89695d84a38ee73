"""How much each part of a clash weighs: one value, so that a reader can see it and a planner can change it."""

from dataclasses import dataclass

MANY_DAYS = 10  # who meets for longer is not bound on each of them


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much, in States: 1 is one State of which one delegation would have to be at two meetings.

    Our own judgement, no measured figures. `state`: a State that is member in both. `small`: more for one whose
    delegation is one or two people. `observer`: a State that sits in both but only observes in one. `invited`: a
    member of one where the other is open to all States by rule. `theme`: a theme of both. `secretariat`: the same one
    organises both. `city`: both in one city, 0 because that may as well be a chance to meet jointly. `own`: by this
    factor where both are meetings of one mechanism, which it puts together on purpose. `fade`: by this factor for each
    day that lies between them. `apart_online`: by this factor where they share no day and one is online, so that nobody
    has to leave. `travel`: for each 1,000 km between the cities and each State that is member in both, if there are no
    more than `travel_days` from the end of one to the start of the other and they share no day. `many_days`: a meeting
    longer than this weighs less in proportion.
    """

    state: float = 1.0
    small: float = 1.0
    observer: float = 0.25
    invited: float = 0.25
    theme: float = 1.0
    secretariat: float = 2.0
    city: float = 0.0
    own: float = 0.25
    fade: float = 0.5
    apart_online: float = 0.25
    travel: float = 0.1
    travel_days: int = 2
    many_days: int = MANY_DAYS


USUAL = Weights()
