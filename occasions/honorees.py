"""Who is congratulated: often not who publishes. "A tặng hoa chúc mừng B nhân …" honours B."""

from attrs import evolve

from occasions.honoree_of_event import (
    appointed_to,
    awarded,
    built,
    gathered,
    people_of_sender,
    recognised,
)
from occasions.honoree_readings import object_after, of_the_day, recipient, subject, venue
from occasions.places import locate
from occasions.scene import NOBODY, Honoree, Scene

_ANNIVERSARY = (recipient, object_after, venue, subject, of_the_day)
_DAY = (recipient, object_after, venue, of_the_day)
_READINGS = {
    "industry_day": _DAY,
    "letter": (recipient, object_after, of_the_day),
    "holiday_visit": (recipient, people_of_sender),
    "decoration": (awarded,),
    "new_rural": (recognised,),
    "appointment": (appointed_to,),
    "congress": (object_after, subject, gathered),
    "merger_launch": (object_after, subject),
    "inauguration": (built,),
    "school": (recipient, object_after, subject, venue),
}


def find_honoree(scene: Scene) -> Honoree:
    """The first reading that suits the type of the event and gives a name.

    NOBODY when none does; a nameless honoree of some kind where the page speaks of "the school",
    "the province" that publishes it.
    """
    nameless = NOBODY
    for reading in _READINGS.get(scene.event.type, _ANNIVERSARY):
        found = reading(scene)
        if found.name:
            return evolve(found, name=locate(scene.words, found.name, scene.lexicon))
        if found.kind:
            nameless = found
    return nameless
