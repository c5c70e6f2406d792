"""How well a source is: what keeps it quiet, since when, and how that is known."""

from datetime import datetime
from enum import StrEnum

from attrs import field, frozen


class Cause(StrEnum):
    """Why a source brings nothing new; the first three ask nothing of anybody."""

    WELL = "well"
    """Visited as planned, articles arrive as they always did."""
    QUIET = "quiet"
    """Visited as planned; the portal publishes nothing, as it does at times."""
    PAUSED = "paused"
    """A person, or the source's own file, holds it back."""
    OWN_ERROR = "own_error"
    """Ours: an exception, a full disk, killed runs, a file that cannot be read."""
    OVERDUE = "overdue"
    """Ours: nothing starts the visits."""
    NETWORK = "network"
    """No answer, or the server's own error."""
    CERTIFICATE = "certificate"
    ROBOTS = "robots"
    OVERLOADED = "overloaded"
    """The portal asks us to come back later."""
    BLOCKED = "blocked"
    """Bot wall, log-in, refusal."""
    MOVED = "moved"
    """Another host, or addresses that are gone."""
    REDESIGN = "redesign"
    """Pages answer, our selectors no longer find what they did."""
    SILENT = "silent"
    """All answers are well, but the silence is longer than any the source's rhythm explains."""

    @property
    def is_problem(self) -> bool:
        return self not in (Cause.WELL, Cause.QUIET, Cause.PAUSED)


class HealthEvent(StrEnum):
    NOTICED = "noticed"
    """Seen for the first time: named, not yet worth an alarm."""
    ALERTED = "alerted"
    """Seen again, so that it is no blip."""
    ENDED = "ended"
    """The source has been well again for as many visits as the alarm took."""
    FORGOTTEN = "forgotten"
    """A blip: gone before it was an alarm."""


@frozen
class Reason:
    """A sentence of the catalogue (`health_reason.<code>`) with its values."""

    code: str
    values: dict[str, str] = field(factory=dict)


@frozen
class Finding:
    """One cause that holds a source back now."""

    source_id: str
    cause: Cause
    since: datetime
    """The first visit that showed it."""
    last_seen_at: datetime
    reason: Reason
    misses: int = 1
    """How often it was seen; an alarm needs more than one."""
    clear: int = 0
    """Visits in a row since then that prove the contrary."""
    share: float = 1.0
    """Part of the source that it holds back, 0 to 1."""
    on_pages: bool = False
    """Seen on article pages alone: only an article that was read proves the contrary."""
    urls: tuple[str, ...] = ()
    incident_ids: tuple[int, ...] = ()
    capture_id: int | None = None
    alerted_at: datetime | None = None


@frozen
class HealthChange:
    """A line of the history, which is only added to."""

    source_id: str
    cause: Cause
    event: HealthEvent
    happened_at: datetime
    since: datetime
    reason: Reason
    id: int | None = None


@frozen
class SourceHealth:
    """The present diagnosis of one source."""

    source_id: str
    cause: Cause
    since: datetime
    evaluated_at: datetime
    last_run_id: int = 0
    """Newest run that was looked at."""
    last_visit_at: datetime | None = None
    last_good_at: datetime | None = None
    """Newest visit that found nothing wrong."""
    last_article_at: datetime | None = None
    usual_gap_days: float | None = None
    """Median of the days without holidays between two articles; None with too few of them."""
    silence_limit_days: float | None = None
    """Days without holidays after which silence is no longer explained by the source's rhythm."""


@frozen
class SourceMute:
    """Alarms of the source are kept from people until then; what is recorded stays the same."""

    source_id: str
    until: datetime
    reason: str
    muted_by: str
    muted_at: datetime
    id: int | None = None
