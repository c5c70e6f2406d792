"""Days to come, founding days to confirm, and the feed for a calendar program."""

import hashlib
from datetime import date, datetime

from starlette.exceptions import HTTPException
from starlette.responses import Response

from archive.records import FoundingDecision
from desk.calendar_page import DEFAULT_WINDOW, WINDOWS, coming_days, load_calendar_page
from desk.clock import HANOI
from desk.errors import FormRefused
from desk.visit import Visit, see_other
from occasions.agencies import resolve
from occasions.calendar import to_icalendar

FEED_DAYS = 400
_MAX_LENGTH = 500


def calendar(visit: Visit) -> Response:
    return _calendar_page(visit)


def renew_feed(visit: Visit) -> Response:
    """The new address is shown this once: only its digest is kept."""
    token = visit.archive.editors.renew_calendar_token(visit.known_editor.id, visit.now)
    return _calendar_page(visit, f"{visit.settings.base_url}/calendar/{token}.ics")


def decide_founding_day(visit: Visit) -> Response:
    """Confirm, correct or refuse; raises FormRefused."""
    action = visit.field("action")
    if action not in ("confirm", "refuse"):
        raise FormRefused("action", "unknown_action")
    honoree = visit.field("honoree").strip()[:_MAX_LENGTH]
    if not honoree:
        raise FormRefused("honoree", "honoree_required")
    is_confirmed = action == "confirm"
    source = visit.field("source").strip()[:_MAX_LENGTH]
    if is_confirmed and not source:
        raise FormRefused("source", "source_required")
    visit.archive.founding_days.record_decision(
        FoundingDecision(
            honoree_key=resolve(honoree).key,
            honoree=honoree,
            founded_on=_typed_day(visit.field("founded_on")) if is_confirmed else None,
            counted_from=_typed_year(visit.field("counted_from"), visit.now),
            source=source,
            is_confirmed=is_confirmed,
            editor_id=visit.known_editor.id,
            decided_at=visit.now,
        )
    )
    return see_other("/calendar", notice="saved")


def feed(visit: Visit) -> Response:
    """RFC 5545 calendar; whoever has the address may read it, as calendar programs have no cookies."""
    token = str(visit.request.path_params["token"])
    if not visit.archive.editors.is_calendar_token(token):
        raise HTTPException(404)
    today = visit.now.astimezone(HANOI).date()
    days = coming_days(visit.archive, visit.settings.home, today, FEED_DAYS)
    # Stamped by the day, so that a feed that says the same is the same.
    stamp = datetime.combine(today, datetime.min.time(), HANOI)
    text = to_icalendar(days, stamped_at=stamp)
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, max-age=3600"}
    if visit.request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(text, media_type="text/calendar; charset=utf-8", headers=headers)


def _calendar_page(visit: Visit, feed_address: str = "") -> Response:
    asked = visit.queried_number("days")
    window = asked if asked in WINDOWS else DEFAULT_WINDOW
    today = visit.now.astimezone(HANOI).date()
    return visit.render(
        "calendar.html",
        page=load_calendar_page(visit.archive, visit.settings.home, today, window),
        windows=WINDOWS,
        feed_address=feed_address,
    )


def _typed_day(typed: str) -> date:
    """Day first: "3/8/2004"."""
    parts = typed.strip().replace("-", "/").replace(".", "/").split("/")
    try:
        day, month, year = (int(part) for part in parts)
        found = date(year, month, day)
    except ValueError as error:
        raise FormRefused("founded_on", "founded_on_unreadable") from error
    if not 1800 <= found.year <= 2100:
        raise FormRefused("founded_on", "founded_on_unreadable")
    return found


def _typed_year(typed: str, now: datetime) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and 1800 <= int(typed[:5]) <= now.year):
        raise FormRefused("counted_from", "counted_from_unreadable")
    return int(typed)
