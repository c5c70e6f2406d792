"""Hysteresis: what is an alarm, what a blip, and when an alarm ends."""

from datetime import UTC, datetime, timedelta

from archive.records import Cause, CrawlCounts, CrawlRun, HealthEvent, Incident
from scraper.sources import AgencyName, ListingAddress, RightsTerms, Source
from trichnguon.diagnosis.evidence import Evidence, build_evidence
from trichnguon.diagnosis.findings import Course, advance

HOME = "http://so.mau.test"
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
SOURCE = Source(
    id="so_mau",
    name="Sở Mẫu",
    home=f"{HOME}/",
    agency=(AgencyName(name="Sở Mẫu"),),
    listing=tuple(ListingAddress(url=f"{HOME}/muc-{number}") for number in range(4)),
    rights=RightsTerms(republication="attribute_only"),
)
READ = CrawlCounts(listings=4, entries=40, requests=5)


def visit(
    hour: int, *failed: tuple[str, str], counts: CrawlCounts = READ, outcome: str = "finished"
) -> Evidence:
    """One visit; `failed` are pairs of path and kind of error."""
    at = NOW + timedelta(hours=hour)
    incidents = [
        Incident(SOURCE.id, HOME + path, kind, kind, "", at, id=hour * 100 + number)
        for number, (path, kind) in enumerate(failed)
    ]
    run = CrawlRun(SOURCE.id, "portal", at, at, outcome, counts, id=hour)
    return build_evidence(SOURCE, run, incidents)


def course_of(*visits: Evidence) -> Course:
    course = Course()
    for evidence in visits:
        course = advance(course, SOURCE.id, evidence)
    return course


def events(course: Course) -> list[tuple[Cause, HealthEvent]]:
    return [(change.cause, change.event) for change in course.changes]


ALL_FAIL = tuple((f"/muc-{number}", "ConnectionFailed") for number in range(4))
NOTHING = CrawlCounts(requests=5, failed=4, incidents=4)


def test_one_bad_visit_is_named_and_forgotten() -> None:
    course = course_of(visit(1, *ALL_FAIL, counts=NOTHING), visit(2))
    assert course.findings == ()
    assert events(course) == [
        (Cause.NETWORK, HealthEvent.NOTICED),
        (Cause.NETWORK, HealthEvent.FORGOTTEN),
    ]


def test_two_are_an_alarm_that_two_good_ones_end_once() -> None:
    bad = [visit(hour, *ALL_FAIL, counts=NOTHING) for hour in (1, 2, 3)]
    course = course_of(*bad, visit(4))
    (finding,) = course.findings
    assert finding.since == NOW + timedelta(hours=1)
    assert finding.alerted_at == NOW + timedelta(hours=2)
    course = course_of(*bad, *(visit(hour) for hour in (4, 5, 6, 7)))
    assert course.findings == ()
    assert [event for _, event in events(course)] == ["noticed", "alerted", "ended"]


def test_a_wall_alarms_at_once_because_the_source_pauses_for_a_day() -> None:
    course = course_of(visit(1, ("/muc-0", "BotWall"), counts=NOTHING, outcome="bot_wall"))
    (finding,) = course.findings
    assert (finding.cause, finding.alerted_at is not None) == (Cause.BLOCKED, True)


def test_two_causes_at_once_are_both_alarms() -> None:
    faults = [
        ("/muc-0", "CertificateRefused"),
        ("/muc-1", "CertificateRefused"),
        ("/muc-2", "SelectorMismatch"),
        ("/muc-3", "SelectorMismatch"),
    ]
    course = course_of(visit(1, *faults, counts=NOTHING), visit(2, *faults, counts=NOTHING))
    assert {each.cause for each in course.findings if each.alerted_at} == {
        Cause.CERTIFICATE,
        Cause.REDESIGN,
    }


def test_other_sections_that_stumble_by_turns_are_no_alarm() -> None:
    course = course_of(
        *(visit(hour, (f"/muc-{hour % 4}", "FetchTimedOut")) for hour in range(1, 9))
    )
    assert [each.alerted_at for each in course.findings] == [None]


def test_one_section_gone_for_good_is_an_alarm_in_the_end() -> None:
    course = course_of(*(visit(hour, ("/muc-1", "PageMissing")) for hour in range(1, 5)))
    (finding,) = course.findings
    assert finding.alerted_at == NOW + timedelta(hours=4)
    assert finding.reason.values["failed"] == "1"


def test_who_meets_a_wall_has_a_network_and_who_has_none_knows_of_no_wall() -> None:
    down = [visit(hour, *ALL_FAIL, counts=NOTHING) for hour in (1, 2)]
    denied = tuple((f"/muc-{number}", "PageForbidden") for number in range(4))
    refused = [visit(hour, *denied, counts=NOTHING) for hour in (3, 4)]
    after = course_of(*down, *refused)
    assert [each.cause for each in after.findings] == [Cause.BLOCKED]
    before = course_of(*refused, visit(5, *ALL_FAIL, counts=NOTHING))
    assert {each.cause for each in before.findings} == {Cause.BLOCKED, Cause.NETWORK}


def test_pages_that_fail_among_many_that_do_not_say_nothing() -> None:
    counts = CrawlCounts(listings=4, entries=40, new=20, failed=3, requests=30)
    odd = [(f"/tin-{number}", "FieldUnreadable") for number in range(3)]
    assert course_of(visit(1, *odd, counts=counts)).findings == ()


def test_three_pages_without_one_that_is_read_are_a_redesign() -> None:
    def new_page(hour: int) -> Evidence:
        counts = CrawlCounts(listings=4, entries=40, failed=1, requests=6)
        return visit(hour, (f"/tin-{hour}", "SelectorMismatch"), counts=counts)

    assert [f.alerted_at for f in course_of(new_page(1), new_page(2)).findings] == [None]
    (finding,) = course_of(new_page(1), visit(2), new_page(3), new_page(4)).findings
    assert finding.alerted_at == NOW + timedelta(hours=4)
    again = [visit(hour, ("/tin-1", "SelectorMismatch")) for hour in range(1, 9)]
    assert [f.alerted_at for f in course_of(*again).findings] == [None]  # one page, tried again


def test_listings_that_answer_and_are_empty() -> None:
    empty = visit(1, counts=CrawlCounts(listings=4, requests=5))
    assert [showing.reason.code for showing in empty.showings] == ["listings_empty"]
    unmodified = visit(1, counts=CrawlCounts(listings=4, unmodified=4, requests=5))
    assert unmodified.showings == ()
    assert unmodified.is_good


def test_a_section_that_went_empty_among_others_is_an_alarm_in_the_end() -> None:
    def emptied(hour: int, *failed: tuple[str, str]) -> Evidence:
        run = CrawlRun(
            SOURCE.id, "portal", NOW + timedelta(hours=hour), outcome="finished", counts=READ
        )
        incidents = [Incident(SOURCE.id, HOME + path, kind, kind, "", NOW) for path, kind in failed]
        return build_evidence(SOURCE, run, incidents, emptied=[f"{HOME}/muc-1", f"{HOME}/cu"])

    (finding,) = course_of(*(emptied(hour) for hour in range(1, 5))).findings
    assert (finding.cause, finding.reason.code) == (Cause.REDESIGN, "sections_empty")
    assert finding.reason.values == {"empty": "1", "of": "4"}
    assert finding.alerted_at == NOW + timedelta(hours=4)
    down = emptied(5, ("/muc-1", "FetchTimedOut"))  # what it shows now is not known
    assert [showing.cause for showing in down.showings] == [Cause.NETWORK]


def test_an_odd_page_and_a_blip_of_the_listings_do_not_add_up() -> None:
    counts = CrawlCounts(listings=4, entries=40, failed=1, requests=6)
    odd = visit(1, ("/tin-1", "FieldUnreadable"), counts=counts)
    blip = visit(
        2, *((f"/muc-{number}", "SelectorMismatch") for number in range(4)), counts=NOTHING
    )
    for visits in ((odd, blip), (blip, odd)):
        assert [each.alerted_at for each in course_of(*visits).findings] == [None]
