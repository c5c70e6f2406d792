"""The three ways in which progress is shown, all on stderr: bars, lines of a log, JSON lines."""

import json
import logging
import sys
import time
from datetime import UTC, datetime

import attrs
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from archive.rows import time_text
from trichnguon.crawl_state import CrawlState, ProgressDisplay

LINE_EVERY_S = 30.0
JSON_EVERY_S = 2.0
ALL = "all"
_NOTHING = CrawlState(0, 0, 0, 0, 0.0)
logger = logging.getLogger(__name__)


def display_for(*, as_json: bool) -> ProgressDisplay:
    """JSON for a program; bars where stderr is a terminal, else lines."""
    if as_json:
        return JsonLines()
    return TerminalBars() if sys.stderr.isatty() else LogLines()


class TerminalBars:
    """A bar a source while it is crawled, and one for all where there are several.

    A source that has ended leaves its last numbers above the bars.
    """

    def __init__(self) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            TextColumn("{task.fields[counts]}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )
        self._bars: dict[str, TaskID] = {}
        self._states: dict[str, CrawlState] = {}
        self._ended = 0
        self._in_all = 0

    def begin(self, source_ids: list[str]) -> None:
        self._in_all = len(source_ids)
        if self._in_all > 1:
            self._draw(ALL, _NOTHING, "")
        self._progress.start()

    def show(self, source_id: str, state: CrawlState) -> None:
        self._states[source_id] = state
        self._draw(source_id, state, state.line())
        if self._in_all > 1:
            total = sum(self._states.values(), start=_NOTHING)
            self._draw(ALL, total, f"{self._ended}/{self._in_all} done  {total.line()}")

    def _draw(self, name: str, state: CrawlState, counts: str) -> None:
        if name not in self._bars:
            self._bars[name] = self._progress.add_task(name, total=None, counts=counts)
        total = max(state.pages + state.queued, 1)
        self._progress.update(self._bars[name], completed=state.pages, total=total, counts=counts)

    def end(self, source_id: str, state: CrawlState, reason: str) -> None:
        self._ended += 1
        self.show(source_id, attrs.evolve(state, pages_per_s=0.0))
        self._progress.remove_task(self._bars.pop(source_id))
        self._progress.console.print(f"{source_id}: {state.line()}; {reason}", highlight=False)

    def close(self) -> None:
        if ALL in self._bars:
            self._progress.remove_task(self._bars[ALL])
        self._progress.stop()


class LogLines:
    """Now and then a line a source, and one when it ends."""

    def __init__(self) -> None:
        logger.setLevel(logging.INFO)  # the handler decides, as for Scrapy's own lines
        self._next: dict[str, float] = {}

    def begin(self, source_ids: list[str]) -> None:
        pass

    def show(self, source_id: str, state: CrawlState) -> None:
        if _is_time(self._next, source_id, LINE_EVERY_S):
            logger.info("%s: %s", source_id, state.line())

    def end(self, source_id: str, state: CrawlState, reason: str) -> None:
        logger.info("%s: %s; %s", source_id, state.line(), reason)

    def close(self) -> None:
        pass


class JsonLines:
    """{"at", "source", "pages", "articles", "known", "queued", "pages_per_s", "ended"} a line."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}

    def begin(self, source_ids: list[str]) -> None:
        pass

    def show(self, source_id: str, state: CrawlState) -> None:
        if _is_time(self._next, source_id, JSON_EVERY_S):
            self._write(source_id, state, ended=None)

    def end(self, source_id: str, state: CrawlState, reason: str) -> None:
        self._write(source_id, state, ended=reason)

    def _write(self, source_id: str, state: CrawlState, ended: str | None) -> None:
        line = {
            "at": time_text(datetime.now(UTC)),
            "source": source_id,
            **attrs.asdict(state),
            "ended": ended,
        }
        sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stderr.flush()

    def close(self) -> None:
        pass


def _is_time(next_at: dict[str, float], source_id: str, every_s: float) -> bool:
    """Whether the source's next line has come; the first comes after one interval."""
    now = time.monotonic()
    if now < next_at.setdefault(source_id, now + every_s):
        return False
    next_at[source_id] = now + every_s
    return True
