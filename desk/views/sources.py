"""Sources for a person who does not program; administrators mute and unmute their alarms."""

from datetime import datetime, time, timedelta

from starlette.responses import Response

from archive.records import SourceMute
from desk.clock import HANOI
from desk.errors import FormRefused
from desk.health_wording import advice, number, reason_sentence, verdict
from desk.sources_page import load_sources_page
from desk.typed import typed_line
from desk.visit import Visit, see_other

LONGEST_MUTE = timedelta(days=366)
ADMIN = "admin"


def sources(visit: Visit) -> Response:
    return visit.render(
        "sources.html",
        page=load_sources_page(visit),
        may_mute=visit.known_editor.role == ADMIN,
        verdict=verdict,
        advice=advice,
        reason_sentence=reason_sentence,
        number=number,
    )


def mute(visit: Visit) -> Response:
    """Raises FormRefused."""
    source_id = _source_of(visit)
    reason = typed_line(visit, "reason")
    if not reason:
        raise FormRefused("reason", "mute_reason_required")
    until = _end_of(visit.field("until"), visit.now)
    who = visit.known_editor.name
    visit.archive.mutes.record_mute(SourceMute(source_id, until, reason, who, visit.now))
    return see_other("/sources", notice="muted")


def unmute(visit: Visit) -> Response:
    """Raises FormRefused."""
    visit.archive.mutes.end_mute(_source_of(visit), visit.now)
    return see_other("/sources", notice="unmuted")


def _source_of(visit: Visit) -> str:
    if visit.known_editor.role != ADMIN:
        raise FormRefused("source", "admins_only")
    source_id = visit.field("source")
    if source_id not in visit.settings.sources:
        raise FormRefused("source", "unknown_source")
    return source_id


def _end_of(typed: str, now: datetime) -> datetime:
    """The end of the day: as the browser's calendar sends it, or typed day first."""
    parts = typed.strip().replace("/", "-").replace(".", "-").split("-")
    try:
        year, month, day = (int(part) for part in (parts if len(parts[0]) == 4 else parts[::-1]))
        end = datetime.combine(datetime(year, month, day, tzinfo=HANOI), time.max, HANOI)
    except (ValueError, OverflowError) as error:
        raise FormRefused("until", "mute_day_unreadable") from error
    if not now < end <= now + LONGEST_MUTE:
        raise FormRefused("until", "mute_day_unreadable")
    return end
