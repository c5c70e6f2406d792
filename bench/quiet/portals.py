"""The simulated portals and what befalls each over the year, by seed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle, islice
from random import Random

from attrs import define, frozen

from archive.records import RepublicationClass
from bench.quiet.faults import (
    HOST_GONE,
    LISTING_FAULTS,
    PAGE_FAULTS,
    WHOLE_FAULTS,
    Fault,
    Injection,
    pair,
)
from bench.quiet.rhythms import Kind, publication_times
from scraper.sources import AgencyName, ListingAddress, Politeness, RightsTerms, Source

NEW_PORTAL_DAYS = 30
_APART = timedelta(days=4)
_LIVELY = (Kind.SEVERAL_A_DAY, Kind.DAILY, Kind.BURSTS, Kind.SCHOOL)


@frozen
class Plan:
    """How eventful the time is."""

    backlog_days: int = 540
    """What portals have published before they are first visited; every third is new."""
    quiet_days: int = 14
    """At the beginning."""
    between_days: int = 60
    """At most, between two faults of a portal."""


@define
class Portal:
    source: Source
    kind: Kind
    publishes_at: list[datetime]
    answers_304: bool
    minute: int
    """Of the hour, when it is visited."""
    injections: list[Injection]


def build_portals(seed: int, count: int, start: datetime, days: int, plan: Plan) -> list[Portal]:
    random = Random(seed)
    kinds, end = islice(cycle(Kind), seed % len(Kind), None), start + timedelta(days=days)
    faults = _in_turn(random)
    portals = []
    for number in range(1, count + 1):
        kind = next(kinds)
        backlog = NEW_PORTAL_DAYS if number % 3 == 0 else plan.backlog_days
        source = _source(f"cong_{number:02}", random.choice([2, 2, 4, 6]))
        first = (start - timedelta(days=backlog)).date()
        times = publication_times(kind, first, end.date(), random)
        if not times or times[0] > start:  # nobody adds a portal whose sections are all empty
            times = [start - timedelta(days=1), *times]
        portal = Portal(source, kind, times, random.random() < 0.8, random.randrange(60), [])
        portal.injections = list(_injections(portal, start, end, faults, random, plan))
        if any(each.fault is HOST_GONE for each in portal.injections):
            portal.source = _with_successor(source)
            for injection in portal.injections:
                if injection.fault.name == "DNS":  # here it means the same
                    injection.fault = HOST_GONE
        portals.append(portal)
    return portals


def _source(source_id: str, listings: int) -> Source:
    host = f"http://{source_id.replace('_', '')}.mau.test"
    return Source(
        id=source_id,
        name=f"Cổng mẫu {source_id}",
        home=f"{host}/",
        platform="nukeviet",
        agency=(AgencyName(name="Sở Mẫu"),),
        listing=tuple(ListingAddress(url=f"{host}/muc-{n}") for n in range(1, listings + 1)),
        rights=RightsTerms(
            republication=RepublicationClass.ATTRIBUTE_ONLY, evidence="Ghi rõ nguồn."
        ),
        crawl=Politeness(min_pause_h=1, max_pause_h=1),
    )


def _with_successor(source: Source) -> Source:
    body = AgencyName(name="Sở Mẫu", successor="Sở Mẫu mới")
    return source.model_copy(update={"agency": (body,)})


def _in_turn(random: Random) -> Iterator[Fault | None]:
    """Every fault comes in each round, in a new order; None stands for two at once."""
    while True:
        faults: list[Fault | None] = [
            *LISTING_FAULTS,
            *WHOLE_FAULTS,
            *PAGE_FAULTS,
            HOST_GONE,
            None,
            None,
            None,
        ]
        random.shuffle(faults)
        yield from faults


def _injections(
    portal: Portal,
    start: datetime,
    end: datetime,
    faults: Iterator[Fault | None],
    random: Random,
    plan: Plan,
) -> Iterator[Injection]:
    at = start + timedelta(days=plan.quiet_days + random.uniform(0, plan.between_days / 2))
    while True:
        fault = next(faults)
        while fault is not None and fault.on_pages and portal.kind not in _LIVELY:
            fault = next(faults)  # shows on the next article, which here may be a month away
        hours = random.uniform(4, 48) if random.random() < 0.5 else random.uniform(48, 240)
        if fault is not None and fault.on_pages:
            hours = max(hours, 24 * 7)
        ends = at + timedelta(hours=hours)
        if ends + _APART > end:
            return
        yield from _of_fault(portal, fault, at, ends, random)
        at = ends + _APART + timedelta(days=random.uniform(0, plan.between_days))


def _of_fault(
    portal: Portal, fault: Fault | None, begins: datetime, ends: datetime, random: Random
) -> Iterator[Injection]:
    listed = [listing.url for listing in portal.source.listing]
    if fault is not None:
        yield Injection(portal.source.id, fault, begins, ends, tuple(listed))
        return
    half = len(listed) // 2
    for one, part in zip(pair(random), (listed[:half], listed[half:]), strict=True):
        yield Injection(portal.source.id, one, begins, ends, tuple(part), is_pair=True)
