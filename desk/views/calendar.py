"""Days to come, founding days to confirm, and the feed for a calendar program."""

import hashlib
from datetime import date, datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.responses import Response

from archive.records import FoundingDecision
from desk.calendar_page import DEFAULT_WINDOW, WINDOWS, coming_days, load_calendar_page
from desk.clock import HANOI
from desk.errors import FormRefused
from desk.typed import typed_line
from desk.visit import MAX_ROW_NUMBER, Visit, see_other
from occasions.agencies import resolve
from occasions.calendar import to_icalendar

FEED_DAYS = 400
FEED_PAST = timedelta(days=31)
"""What was lately stays: programs show only what the feed has."""
_MAX_SOURCE_LENGTH = 500


def calendar(visit: Visit) -> Response:
    return _calendar_page(visit)


def renew_feed(visit: Visit) -> Response:
    """The new address is shown this once: only its digest is kept."""
    token = visit.archive.editors.renew_calendar_token(visit.known_editor.id, visit.now)
    return _calendar_page(visit, f"{visit.settings.base_url}/calendar/{token}.ics")


def decide_founding_day(visit: Visit) -> Response:
    """Confirm, correct or refuse; raises FormRefused, RecordMissing."""
    decision = _typed_decision(visit)
    proposed = typed_line(visit, "proposed")
    if proposed and (key := resolve(proposed).key) != decision.honoree_key:
        # The name was corrected: under its former one the body is not to be proposed again.
        visit.archive.founding_days.record_decision(
            FoundingDecision(
                honoree_key=key,
                honoree=proposed,
                founded_on=None,
                counted_from=None,
                source=f"→ {decision.honoree}",
                is_confirmed=False,
                editor_id=decision.editor_id,
                decided_at=visit.now,
                article_id=decision.article_id,
            )
        )
    visit.archive.founding_days.record_decision(decision)
    return see_other("/calendar", notice="saved")


def feed(visit: Visit) -> Response:
    """RFC 5545 calendar; whoever has the address may read it, as calendar programs have no cookies."""
    token = str(visit.request.path_params["token"])
    if not visit.archive.editors.is_calendar_token(token):
        raise HTTPException(404)
    today = visit.now.astimezone(HANOI).date()
    first, span = today - FEED_PAST, FEED_PAST.days + FEED_DAYS
    days = coming_days(visit.archive, visit.settings.home, first, span)
    # Stamped by the day, so that a feed that says the same is the same.
    stamp = datetime.combine(today, datetime.min.time(), HANOI)
    text = to_icalendar(days, stamped_at=stamp)
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, max-age=3600"}
    if etag in _known_etags(visit.request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return Response(text, media_type="text/calendar; charset=utf-8", headers=headers)


def _known_etags(if_none_match: str) -> list[str]:
    """Weak comparison (RFC 9110 §13.1.2): proxies that compress make an etag weak."""
    return [each.strip().removeprefix("W/") for each in if_none_match.split(",")]


def _calendar_page(visit: Visit, feed_address: str = "") -> Response:
    asked = visit.queried_number("days")
    window = asked if asked in WINDOWS else DEFAULT_WINDOW
    today = visit.now.astimezone(HANOI).date()
    return visit.render(
        "calendar.html",
        page=load_calendar_page(visit.archive, visit.settings.home, today, window),
        windows=WINDOWS,
        feed_address=feed_address,
        feed_made_at=visit.archive.editors.calendar_token_made_at(visit.known_editor.id),
    )


def _typed_decision(visit: Visit) -> FoundingDecision:
    action = visit.field("action")
    if action not in ("confirm", "refuse"):
        raise FormRefused("action", "unknown_action")
    is_confirmed = action == "confirm"
    honoree = typed_line(visit, "honoree")
    source = typed_line(visit, "source", _MAX_SOURCE_LENGTH)
    if not honoree:
        raise FormRefused("honoree", "honoree_required")
    if is_confirmed and not source:
        raise FormRefused("source", "source_required")
    counted_from = _typed_year(visit.field("counted_from"), visit.now) if is_confirmed else None
    return FoundingDecision(
        honoree_key=resolve(honoree).key,
        honoree=honoree,
        founded_on=_typed_day(visit.field("founded_on"), visit.now) if is_confirmed else None,
        counted_from=counted_from,
        source=source,
        is_confirmed=is_confirmed,
        editor_id=visit.known_editor.id,
        decided_at=visit.now,
        article_id=_typed_article(visit),
    )


def _typed_article(visit: Visit) -> int | None:
    """The article that is the evidence; raises RecordMissing for one that is not archived."""
    typed = visit.field("article").strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < len(str(MAX_ROW_NUMBER))):
        raise FormRefused("article", "unknown_article")
    return visit.archive.articles.newest_version(int(typed)).article_id


def _typed_day(typed: str, now: datetime) -> date:
    """Day first: "3/8/2004"."""
    parts = typed.strip().replace("-", "/").replace(".", "/").split("/")
    try:
        day, month, year = (int(part) for part in parts)
        found = date(year, month, day)
    except ValueError as error:
        raise FormRefused("founded_on", "founded_on_unreadable") from error
    if not 1800 <= found.year <= now.year:
        raise FormRefused("founded_on", "founded_on_unreadable")
    return found


def _typed_year(typed: str, now: datetime) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and 1800 <= int(typed[:5]) <= now.year):
        raise FormRefused("counted_from", "counted_from_unreadable")
    return int(typed)
