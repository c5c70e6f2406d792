"""`python -m bench.quiet --seed N`: the year, and how it was judged."""

import argparse
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from bench.quiet.faults import Injection
from bench.quiet.portals import Plan
from bench.quiet.year import Year, simulate

MAX_VISITS = 2


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.quiet", description=__doc__)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--portals", type=int, default=30)
    parser.add_argument("--days", type=int, default=365)
    options = parser.parse_args()
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    began = time.process_time()
    with TemporaryDirectory() as folder:
        year = simulate(
            Path(folder) / "home", options.seed, options.portals, options.days, Plan(), stop
        )
    print(f"seed {options.seed}: {options.portals} portals, {year.days} days of hourly visits")
    failures = report(year)
    print(f"{time.process_time() - began:.0f} s of one core; {failures} failures")
    return min(failures, 1)


def report(year: Year) -> int:
    """Prints; the number of things that should not be."""
    injections = [each for portal in year.portals for each in portal.injections]
    seen = [each for each in injections if each.visits >= MAX_VISITS]
    late = [each for each in seen if (each.visits_until_named or 99) > MAX_VISITS]
    false_alarms = [line for watch in year.watches for line in watch.false_alarms]
    _print_by_cause(seen)
    quiet_hours = sum(watch.quiet_hours for watch in year.watches)
    named = sum(watch.named_in_quiet for watch in year.watches)
    waiting = sum(watch.waiting_hours for watch in year.watches)
    unended = [line for watch in year.watches for line in watch.unended]
    pairs = sum(each.is_pair for each in seen)
    print(
        f"injected: {len(injections)}, met by {MAX_VISITS} visits or more: {len(seen)} ({pairs} in pairs)"
    )
    print(f"named within {MAX_VISITS} visits: {len(seen) - len(late)} of {len(seen)}")
    print(
        f"quiet: {quiet_hours / 168:.0f} portal weeks with {sum(watch.blips for watch in year.watches)} blips"
    )
    print(f"alarms of causes that were not there: {len(false_alarms)}")
    print(f"quiet hours with an alarm whose end nothing had shown yet: {waiting} of {quiet_hours}")
    print(f"other quiet hours whose verdict named a problem: {named} of {quiet_hours}")
    print(f"alarms that did not end once visits had shown it: {len(unended)}")
    never = [each for each in year.never_visited if each.alerted_at is not None]
    print(f"a source nobody ever visited: {'; '.join(each.cause for each in never) or 'not told'}")
    for each in late:
        print(
            f"  late: {each.portal} {each.fault.cause} {each.fault.name} {each.begins:%d/%m %H:%M} to {each.ends:%d/%m %H:%M}: {each.visits_until_named}"
        )
    for line in false_alarms:
        print(f"  false: {line}")
    for line in unended:
        print(f"  not ended: {line}")
    return len(late) + len(false_alarms) + named + len(unended) + (not never)


def _print_by_cause(seen: list[Injection]) -> None:
    by_fault: dict[tuple[str, str], list[Injection]] = defaultdict(list)
    for injection in seen:
        by_fault[injection.fault.cause, injection.fault.name].append(injection)
    print(f"{'cause':12} {'fault':28} {'times':>5}  named after visits   alarm after visits")
    for (cause, name), found in sorted(by_fault.items()):
        named = _counts(each.visits_until_named for each in found)
        alarm = _counts(each.visits_until_alarm for each in found)
        print(f"{cause:12} {name:28} {len(found):5}  {named:20} {alarm}")


def _counts(values: Iterable[int | None]) -> str:
    found = Counter("never" if value is None else str(value) for value in values)
    return " ".join(f"{value}:{times}" for value, times in sorted(found.items()))


if __name__ == "__main__":
    sys.exit(main())
