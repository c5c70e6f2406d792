"""The simulated world: portals, what has happened to them, what they were asked."""

from collections.abc import Callable, Sequence
from datetime import datetime
from threading import RLock

from attrs import evolve

from demo.certificates import CA_HOST, ISSUER_PATH, CertificateKind, Certificates
from demo.control import CONTROL_HOST, ControlDesk
from demo.errors import UnknownHost
from demo.exchange import Outcome, Reply, ReplyKind, Request, binary, html
from demo.faults import Fault
from demo.faults_links import without_session
from demo.newsroom import Newsroom
from demo.portals.bacninh_liferay import BacNinhLiferayPortal
from demo.portals.base import Portal
from demo.portals.custom import CustomPortal
from demo.portals.liferay6 import Liferay6Portal
from demo.portals.nukeviet import NukeVietPortal
from demo.request_log import LogEntry, RequestLog
from demo.text.agencies import AGENCIES, BENHVIEN, SKHCN, SNV, STTTT
from demo.text.province import TIMEZONE
from demo.truth import Truth

DEFAULT_ARTICLES = 48
_PORTALS: dict[str, type[Portal]] = {
    STTTT.host: BacNinhLiferayPortal,
    SKHCN.host: Liferay6Portal,
    SNV.host: NukeVietPortal,
    BENHVIEN.host: CustomPortal,
}


def _now() -> datetime:
    return datetime.now(TIMEZONE)


class Simulation:
    """Deterministic for (articles, seed); may be scripted from another thread than the server's.

    `articles` counts for each portal, the pinned ones included; `now` is the page clock and the
    time of changes.
    """

    def __init__(
        self,
        articles: int = DEFAULT_ARTICLES,
        seed: int = 1,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._now = now
        self._lock = RLock()
        self.faults: list[Fault] = []
        self.certificates = Certificates()
        self.certificate_kinds: dict[str, CertificateKind] = {}
        """Hosts whose certificate is not sound; GOOD where absent."""
        self.mirrors: dict[str, str] = {}
        """Hosts that answer as another one does."""
        self.request_log = RequestLog()
        self.portals: dict[str, Portal] = {
            agency.host: _PORTALS[agency.host](Newsroom(agency, articles, seed), now)
            for agency in AGENCIES
        }
        self._control = ControlDesk(self)

    @property
    def hosts(self) -> list[str]:
        return list(self.portals)

    # --- Scripting ----------------------------------------------------------------------------

    def portal(self, host: str) -> Portal:
        """Raises UnknownHost."""
        if host not in self.portals:
            raise UnknownHost(host, self.hosts)
        return self.portals[host]

    def change_article(self, host: str, key: str) -> None:
        """New title and a new paragraph, on the page and in listings; the address stays."""
        with self._lock:
            portal = self.portal(host)
            portal.newsroom.change(key, self._now())
            portal.forget_pages()

    def remove_article(self, host: str, key: str) -> None:
        """Gone from listings; the address answers 404."""
        with self._lock:
            portal = self.portal(host)
            portal.newsroom.remove(key)
            portal.forget_pages()

    def restore(self) -> None:
        """Every article as first published. Faults, counters and the log stay."""
        with self._lock:
            for portal in self.portals.values():
                portal.newsroom.restore()
                portal.forget_pages()

    def truth(self, host: str = "") -> list[Truth]:
        """What is published, newest first, removed and unreadable pages included."""
        with self._lock:
            portals: Sequence[Portal] = [self.portal(host)] if host else [*self.portals.values()]
            return [portal.truth(key) for portal in portals for key in portal.newsroom.all_keys()]

    def truth_of(self, host: str, key: str) -> Truth:
        """Raises UnknownHost, UnknownArticle."""
        with self._lock:
            return self.portal(host).truth(key)

    # --- Answering ----------------------------------------------------------------------------

    def respond(self, request: Request) -> Outcome:
        """The answer after all faults have seen it; logged as sent."""
        with self._lock:
            if request.host == CONTROL_HOST:
                return self._control.respond(request)
            reply = _not_modified(request, self._answer(without_session(request)))
            outcome: Outcome = reply
            for fault in self.faults:
                outcome = fault(request, outcome)
            self.request_log.add(_entry(request, reply, outcome))
            return outcome

    def _answer(self, request: Request) -> Reply:
        if request.host == CA_HOST:
            return self._issuer(request)
        request = evolve(request, host=self.mirrors.get(request.host, request.host))
        if request.host not in self.portals:
            known = ", ".join([CONTROL_HOST, *self.hosts])
            text = (
                f"<h1>502</h1><p>No simulated portal answers to {request.host}. Known: {known}</p>"
            )
            return html(text, ReplyKind.NOT_FOUND, status=502)
        if request.method not in ("GET", "HEAD"):
            return html("<h1>405</h1>", ReplyKind.NOT_FOUND, status=405)
        return self.portals[request.host].respond(request)

    def _issuer(self, request: Request) -> Reply:
        """What the certificates' "CA Issuers" addresses lead to (RFC 5280 section 4.2.2.1)."""
        if request.path != ISSUER_PATH:
            return html("<h1>404</h1>", ReplyKind.NOT_FOUND, status=404)
        return binary(self.certificates.issuer_der, "application/pkix-cert", ReplyKind.CERTIFICATE)


def _not_modified(request: Request, reply: Reply) -> Reply:
    """RFC 9110 section 13.1.2, for the answers that carry an ETag."""
    etag = dict(reply.headers).get("ETag")
    if etag is None or request.headers.get("if-none-match") != etag:
        return reply
    return evolve(reply, status=304, body=b"")


def _entry(request: Request, reply: Reply, outcome: Outcome) -> LogEntry:
    """What was asked for is told by the healthy reply, what was sent by the outcome."""
    status, body = (outcome.status, outcome.body) if isinstance(outcome, Reply) else (0, b"")
    return LogEntry(
        method=request.method,
        host=request.host,
        target=request.target,
        status=status,
        kind=reply.kind,
        article_key=reply.article_key,
        body_bytes=len(body),
    )
