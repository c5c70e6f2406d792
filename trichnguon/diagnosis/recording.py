"""Diagnoses from what the archive holds, into the archive."""

from collections.abc import Collection
from datetime import datetime, timedelta

from attrs import evolve

from archive.archive import Archive
from archive.records import Cause, CrawlRun, Incident, SourceHealth
from scraper.cadence import REMEMBERED as REMEMBERED_BY_SCHEDULE
from scraper.crawl_config import SOURCES_FOLDER
from scraper.sources import Source, load_readable_sources
from trichnguon.diagnosis import rhythm
from trichnguon.diagnosis.evidence import Evidence, build_evidence, is_robots_txt, start_failed
from trichnguon.diagnosis.findings import Course, advance, drop
from trichnguon.diagnosis.reading_loss import REMEMBERED, Loss, reading_losses
from trichnguon.diagnosis.timed import (
    Attempts,
    is_worth_asking,
    judge_overdue,
    judge_silence,
)
from trichnguon.diagnosis.verdict import choose_cause, is_held_back

VISITS_BY = "portal"
"""The spider whose runs are visits of the whole source."""
UNREADABLE_EVERY = timedelta(hours=1)
FEWEST_SHOWN = 5
"""Articles of a section that is missed when it shows none: with fewer, they may have run out."""
EMPTY_DAYS = 2
"""Working days for which it shows none: a section of today's news is empty every night."""
_REMEMBERED_VISITS = 20
_FOREVER_AGO = timedelta(days=3650)


def diagnose_home(archive: Archive, now: datetime) -> dict[str, Source]:
    """Every source of the archive's home; those whose file can be read are returned.

    To be called after runs, and before anybody is told how sources are. A file that cannot be read
    is an error of ours, by its source's name.
    """
    sources, unread = load_readable_sources(archive.home / SOURCES_FOLDER)
    for source in sources.values():
        diagnose_source(archive, source, now)
    for error in unread:
        if error.path is not None:
            _diagnose_unreadable(archive, error.path.stem, error, now)
    return sources


def diagnose_source(archive: Archive, source: Source, now: datetime) -> SourceHealth:
    """The source's health at `now`: every visit since the last call, and what the clock tells."""
    former = archive.health.health_of(source.id)
    health = former or SourceHealth(source.id, Cause.QUIET, now, now - _FOREVER_AGO)
    known = tuple(archive.health.list_findings(source.id))
    course = Course(known)
    visits = _new_visits(archive, source, health)
    for run, failed_start in visits:
        evidence = (
            start_failed(run, failed_start)
            if failed_start
            else _evidence(archive, source, run, course)
        )
        course = advance(course, source.id, evidence)
        health = _visited(health, evidence)
    has_news = any(run.counts.new for run, _ in visits)
    health = _with_articles(archive, health, now, has_news=has_news)
    pause = archive.pauses.current_pause(source.id, now)
    held_back = is_held_back(source, pause, was_visited=health.last_visit_at is not None)
    if held_back:
        for finding in course.findings:
            course = drop(course, finding, now)
    else:
        course = _timed(archive, source, course, health, former, now)
    cause, since = choose_cause(health, course.findings, now, held_back=held_back)
    health = evolve(health, cause=cause, since=since, evaluated_at=now)
    findings = None if course.findings == known else course.findings
    archive.health.record_diagnosis(former, health, findings, course.changes)
    return health


def record_failed_start(
    archive: Archive, source_id: str, error: Exception, now: datetime
) -> Incident:
    """A visit that could not begin leaves no run; without this nobody would know why."""
    incident = Incident(
        source_id=source_id,
        url="",
        kind=type(error).__name__,
        message=str(error),
        advice=str(getattr(error, "advice", "")),
        happened_at=now,
    )
    return archive.runs.record_incident(incident)


def _diagnose_unreadable(archive: Archive, source_id: str, error: Exception, now: datetime) -> None:
    """One failed start a visit that would have been, were there a source to ask when that is."""
    former = archive.health.health_of(source_id)
    course = Course(tuple(archive.health.list_findings(source_id)))
    told = [each.last_seen_at for each in course.findings if each.cause is Cause.OWN_ERROR]
    if told and now - told[0] < UNREADABLE_EVERY:
        return
    incident = record_failed_start(archive, source_id, error, now)
    evidence = start_failed(CrawlRun(source_id, VISITS_BY, now), incident)
    course = advance(course, source_id, evidence)
    since = next(each.since for each in course.findings if each.cause is Cause.OWN_ERROR)
    health = former or SourceHealth(source_id, Cause.OWN_ERROR, since, now)
    health = evolve(health, cause=Cause.OWN_ERROR, since=since, evaluated_at=now)
    archive.health.record_diagnosis(former, health, course.findings, course.changes)


def _new_visits(
    archive: Archive, source: Source, health: SourceHealth
) -> list[tuple[CrawlRun, Incident | None]]:
    """Since the last diagnosis, in order of time; those that could not begin with their incident."""
    runs = archive.runs.ended_runs_after(source.id, VISITS_BY, health.last_run_id)
    failed = archive.runs.incidents_without_run(source.id, health.evaluated_at)
    visits: list[tuple[CrawlRun, Incident | None]] = [(run, None) for run in runs]
    visits += [(CrawlRun(source.id, VISITS_BY, each.happened_at), each) for each in failed]
    return sorted(visits, key=lambda visit: visit[0].started_at)


def _evidence(archive: Archive, source: Source, run: CrawlRun, course: Course) -> Evidence:
    incidents = archive.runs.incidents_of_run(run.id or 0) if _may_have(run) else []
    not_telling = _not_telling(archive, source, run, incidents, course)
    losses, emptied = _losses(archive, run, course), _emptied(archive, run)
    return build_evidence(source, run, incidents, losses, not_telling, emptied)


def _may_have(run: CrawlRun) -> bool:
    """A run that was killed has not counted its incidents."""
    return run.counts.incidents > 0 or run.counts.requests == 0


def _not_telling(
    archive: Archive,
    source: Source,
    run: CrawlRun,
    incidents: Collection[Incident],
    course: Course,
) -> frozenset[str]:
    """Article pages that had failed before anything was noticed, and listings that were read.

    Some pages of every portal cannot be read; tried again and again, they are no news.
    """
    if not incidents:
        return frozenset()
    listed = {listing.url for listing in source.listing}
    pages = {each.url for each in incidents if not is_robots_txt(each.url)} - listed
    noticed = min([run.started_at, *(each.since for each in course.findings if each.on_pages)])
    known = archive.runs.failed_before(source.id, pages, noticed)
    return known | (archive.listings.read_since(source.id, run.started_at) & listed)


def _emptied(archive: Archive, run: CrawlRun) -> frozenset[str]:
    since = archive.listings.emptied(run.source_id, FEWEST_SHOWN)
    return frozenset(
        url
        for url, moment in since.items()
        if rhythm.silence_days(moment, run.started_at) >= EMPTY_DAYS
    )


def _losses(archive: Archive, run: CrawlRun, course: Course) -> list[Loss]:
    if run.counts.new == 0:
        return []
    redesign = [each.since for each in course.findings if each.cause is Cause.REDESIGN]
    well_until = min([run.started_at, *redesign])
    former = archive.articles.first_readings(run.source_id, REMEMBERED, before=well_until)
    newest = archive.articles.first_readings(run.source_id, min(run.counts.new, REMEMBERED))
    return reading_losses([each for each in newest if each.run_id == run.id], former)


def _visited(health: SourceHealth, evidence: Evidence) -> SourceHealth:
    run = evidence.run
    return evolve(
        health,
        last_run_id=max(health.last_run_id, run.id or 0),
        last_visit_at=run.started_at if run.id else health.last_visit_at,
        last_good_at=run.started_at if evidence.is_good else health.last_good_at,
    )


def _with_articles(
    archive: Archive, health: SourceHealth, now: datetime, *, has_news: bool
) -> SourceHealth:
    """With the newest article, and with the rhythm, which is learned anew once a day."""
    is_new_day = rhythm.local_day(health.evaluated_at) != rhythm.local_day(now)
    if has_news or is_new_day:
        last = archive.articles.newest_arrival(health.source_id, now)
        health = evolve(health, last_article_at=last)
    if not is_new_day:
        return health
    arrivals = archive.articles.arrivals(health.source_id, now - rhythm.REMEMBERED)
    learned = rhythm.learn_rhythm(arrivals, now)
    return evolve(
        health, usual_gap_days=learned.usual_gap_days, silence_limit_days=learned.limit_days
    )


def _timed(
    archive: Archive,
    source: Source,
    course: Course,
    health: SourceHealth,
    former: SourceHealth | None,
    now: datetime,
) -> Course:
    is_known_overdue = any(each.cause is Cause.OVERDUE for each in course.findings)
    is_asked = is_known_overdue or is_worth_asking(source, health.last_visit_at, now)
    is_asked = is_asked and source.status == "active"
    if is_asked and archive.pauses.current_pause(source.id, now) is None:
        attempts = _attempts(archive, source, former, now)
        course = judge_overdue(course, source, attempts, now)
    return judge_silence(course, health, now)


def _attempts(
    archive: Archive, source: Source, former: SourceHealth | None, now: datetime
) -> Attempts:
    failed = archive.runs.incidents_without_run(source.id, now - timedelta(days=30))
    return Attempts(
        visits=archive.runs.list_runs(source.id, _REMEMBERED_VISITS, spider=VISITS_BY),
        failed_at=failed[-1].happened_at if failed else None,
        pause_ended_at=archive.pauses.newest_end(source.id, now),
        published=archive.articles.newest_publication_times(source.id, REMEMBERED_BY_SCHEDULE),
        known_since=former.since if former else None,
    )
