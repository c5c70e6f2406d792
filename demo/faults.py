"""The seam for fault injection: what happens to an answer on its way out.

A fault sees each request with the answer that is about to be sent and returns what is sent
instead. `Simulation.faults` is tried in order; an empty list is a healthy world. `Strike` joins an
aim and an effect: `faults_wire` has those of the connection, `faults_pages` pages that stand where
another page should, `faults_links` addresses that lead astray, `faults_charset` lying charsets.
"""

from collections.abc import Callable
from typing import Protocol

from attrs import define

from demo.exchange import Outcome, Reply, ReplyKind, Request, Reset


class Fault(Protocol):
    def __call__(self, request: Request, outcome: Outcome) -> Outcome: ...


Effect = Callable[[Request, Reply], Outcome]
"""What is sent instead of a sound reply."""


@define
class Aim:
    """Which requests a fault strikes, and how often; every one when nothing is given."""

    host: str = ""
    path_part: str = ""
    """Strikes where the path and query contain this."""
    times: int | None = None
    """Strikes left; None strikes for ever."""
    kind: ReplyKind | None = None
    """Strikes where this was asked for."""
    spare: int = 0
    """Requests of the aim that are let through first."""

    def strikes(self, request: Request, outcome: Outcome) -> bool:
        if self.host and request.host != self.host:
            return False
        if self.kind is not None and getattr(outcome, "kind", None) is not self.kind:
            return False
        if self.path_part not in request.target or self.times == 0:
            return False
        if self.spare:
            self.spare -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True


@define
class Strike:
    """An effect on the sound replies that the aim meets."""

    aim: Aim
    effect: Effect

    def __call__(self, request: Request, outcome: Outcome) -> Outcome:
        if not isinstance(outcome, Reply) or not self.aim.strikes(request, outcome):
            return outcome
        return self.effect(request, outcome)


@define
class StatusError:
    """An error status instead of the page; `retry_after_s` as in RFC 9110 section 10.2.3."""

    aim: Aim
    status: int = 503
    retry_after_s: int | None = None

    def __call__(self, request: Request, outcome: Outcome) -> Outcome:
        if not isinstance(outcome, Reply) or not self.aim.strikes(request, outcome):
            return outcome
        headers = [("Content-Type", "text/html; charset=UTF-8")]
        if self.retry_after_s is not None:
            headers.append(("Retry-After", str(self.retry_after_s)))
        body = f"<html><body><h1>{self.status}</h1><p>Máy chủ đang bận.</p></body></html>"
        return Reply(self.status, body.encode(), outcome.kind, tuple(headers))


@define
class ConnectionReset:
    """The peer hangs up without a byte."""

    aim: Aim

    def __call__(self, request: Request, outcome: Outcome) -> Outcome:
        return Reset() if self.aim.strikes(request, outcome) else outcome
