"""The clock: every portal once an hour, and what its diagnosis says after each."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from threading import Event

from attrs import define, field

from archive.archive import Archive, create_archive
from archive.database import transaction
from archive.records import Cause, Finding
from bench.quiet.faults import BLIPS, Injection
from bench.quiet.portals import Plan, Portal, build_portals
from bench.quiet.visits import Visitor
from trichnguon.diagnosis.findings import PROOFS
from trichnguon.diagnosis.recording import diagnose_source

START = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
DIAGNOSED_AFTER = timedelta(minutes=2)
_BLIP = 0.003
_BLIPS_APART = 6
_SETTLED = timedelta(days=1)


@define
class Watch:
    """One portal under observation."""

    archive: Archive
    visitor: Visitor
    random: Random
    blips: int = 0
    false_alarms: list[str] = field(factory=list)
    quiet_hours: int = 0
    waiting_hours: int = 0
    """Quiet hours in which an alarm stood because nothing had yet shown that its cause was gone: no
    new article after a fault of article pages, a pause after a bot wall."""
    named_in_quiet: int = 0
    """Other quiet hours whose verdict named a problem."""
    unended: list[str] = field(factory=list)
    """Alarms that stood after visits enough had seen that their cause was gone."""
    _open: set[Cause] = field(factory=set)
    _since_blip: int = 0

    @property
    def portal(self) -> Portal:
        return self.visitor.portal

    def hour(self, at: datetime) -> None:
        at += timedelta(minutes=self.portal.minute)
        source_id = self.portal.source.id
        strikes = [each for each in self.portal.injections if each.strikes(at)]
        blip = self._blip(at) if not strikes else []
        self.visitor.visit(at, [*strikes, *blip])
        health = diagnose_source(self.archive, self.portal.source, at + DIAGNOSED_AFTER)
        findings = self.archive.health.list_findings(source_id)
        for injection in strikes:
            if not self.visitor.was_paused:
                self._judge(injection, findings)
        self._judge_alarms(findings, strikes, at)
        waiting = self._judge_ends(at, is_sound=not strikes and not blip)
        if not self._struck_lately(at):
            self.quiet_hours += 1
            if health.cause in waiting & self._open:
                self.waiting_hours += 1
            elif health.cause.is_problem and self._since_blip > _BLIPS_APART:
                self.named_in_quiet += 1

    def _blip(self, at: datetime) -> Sequence[Injection]:
        """At times one visit, never two in a row, goes wrong in any way there is."""
        self._since_blip += 1
        if self._since_blip < _BLIPS_APART or self.random.random() > _BLIP:
            return []
        self._since_blip, self.blips = 0, self.blips + 1
        listed = tuple(listing.url for listing in self.portal.source.listing)
        fault = self.random.choice(BLIPS)
        return [Injection(self.portal.source.id, fault, at, at + HOUR, listed)]

    def _judge(self, injection: Injection, findings: Iterable[Finding]) -> None:
        """How many visits that could see it have passed when it is named, and when it alarms."""
        if injection.fault.on_pages and not injection.visits and not self.visitor.met_page:
            return
        if not injection.fault.on_pages or self.visitor.met_page:
            injection.visits += 1
        found = next((each for each in findings if each.cause is injection.fault.cause), None)
        if found is None:
            return
        if injection.visits_until_named is None:
            injection.visits_until_named = injection.visits
        if found.alerted_at is not None and injection.visits_until_alarm is None:
            injection.visits_until_alarm = injection.visits

    def _judge_alarms(
        self, findings: Iterable[Finding], strikes: Sequence[Injection], at: datetime
    ) -> None:
        """An alarm that begins now must be of what strikes now, or struck an hour ago."""
        alarmed = {each.cause: each for each in findings if each.alerted_at is not None}
        lately = {
            each.fault.cause
            for each in self.portal.injections
            if each.strikes(at) or each.strikes(at - HOUR)
        }
        for cause, finding in alarmed.items():
            if cause not in self._open and cause not in lately:
                what = f"{at:%Y-%m-%d %H:%M} {self.portal.source.id} ({self.portal.kind}): {cause}"
                during = ", ".join(each.fault.name for each in strikes) or "nothing"
                self.false_alarms.append(f"{what} {finding.reason} during {during}")
        self._open = set(alarmed)

    def _judge_ends(self, at: datetime, *, is_sound: bool) -> set[Cause]:
        """Causes that are gone without `PROOFS` visits that could see it."""
        waiting = set()
        for injection in self.portal.injections:
            if injection.ends > at or injection.proofs >= PROOFS:
                continue
            can_see = self.visitor.read_page if injection.fault.on_pages else True
            injection.proofs += is_sound and can_see and not self.visitor.was_paused
            if injection.proofs < PROOFS:
                waiting.add(injection.fault.cause)
            elif injection.fault.cause in self._open:
                self.unended.append(
                    f"{at:%Y-%m-%d %H:%M} {injection.portal} {injection.fault.name}"
                )
        return waiting

    def _struck_lately(self, at: datetime) -> bool:
        return any(each.begins <= at < each.ends + _SETTLED for each in self.portal.injections)


@define
class Year:
    days: int
    """Simulated; fewer than asked for where it was stopped."""
    portals: list[Portal]
    watches: list[Watch]
    never_visited: Sequence[Finding]
    """What is found of a source that nobody ever crawled."""


def simulate(
    home: Path, seed: int, portals: int, days: int, plan: Plan, stop: Event | None = None
) -> Year:
    """`stop` ends it with the day that is simulated when it is set."""
    done = 0
    built = build_portals(seed, portals, START, days, plan)
    with create_archive(home) as archive:
        watches = [
            Watch(
                archive,
                Visitor(archive, portal, Random(f"{seed} visits {n}")),
                Random(f"{seed} blips {n}"),
            )
            for n, portal in enumerate(built)
        ]
        never = built[0].source.model_copy(update={"id": "never_visited"})
        for day in range(days):
            with transaction(
                archive.db
            ):  # one a day: what is measured is the judging, not the disk
                for hour in range(24):
                    at = START + timedelta(days=day, hours=hour)
                    for watch in watches:
                        watch.hour(at)
                    if day == 0:
                        diagnose_source(archive, never, at)
            done = day + 1
            if stop is not None and stop.is_set():
                break
        return Year(done, built, watches, archive.health.list_findings(never.id))
