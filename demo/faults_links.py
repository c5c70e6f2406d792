"""Effects on addresses and markup: redirects, endless paging, session ids, a redesign."""

import re

from attrs import define, evolve, field

from demo.exchange import Outcome, Reply, ReplyKind, Request, redirect
from demo.faults import Aim, Effect

_SESSION = re.compile(r";jsessionid=[0-9A-F]+|[?&]PHPSESSID=[0-9a-f]+", re.IGNORECASE)
_PAGE_LINK = re.compile(r'(?P<head> href=")(?P<url>(?:http://[\w.-]+)?/[^"?#;]+)(?P<tail>")')
_PAGE_NUMBER = re.compile(r"page=(\d+)")
_MARKUP_NAMES = re.compile(r'\b(class|id|itemprop)="([^"]*)"')
PRIVATE_ADDRESS = "http://169.254.169.254/latest/meta-data/"


def redirect_to(location: str) -> Effect:
    def effect(request: Request, reply: Reply) -> Outcome:
        return evolve(redirect(location), status=302)

    return effect


def redirect_loop(request: Request, reply: Reply) -> Outcome:
    """To itself with one more step, so that no address is met twice."""
    step = int(request.query.get("vong", 0)) + 1
    return evolve(redirect(f"http://{request.host}{request.path}?vong={step}"), status=302)


def redirect_to_https(request: Request, reply: Reply) -> Outcome:
    """What a portal does whose certificate nobody has looked at since."""
    return evolve(redirect(f"https://{request.host}{request.target}"), status=302)


def redirect_home(request: Request, reply: Reply) -> Outcome:
    """What ASP.NET portals do for a page that is not there."""
    return evolve(redirect(f"http://{request.host}/?aspxerrorpath={request.path}"), status=302)


def redesign(request: Request, reply: Reply) -> Outcome:
    """The words stay, every name that a selector could hold on to is another."""
    text = _MARKUP_NAMES.sub(r'\1="moi-\2"', reply.body.decode())
    return evolve(reply, body=text.encode())


def heading_moved(request: Request, reply: Reply) -> Outcome:
    """The platform is recognised as before, but headings stand in elements without a name."""
    text = re.sub(r"<h1\b[^>]*>", "<div>", reply.body.decode()).replace("</h1>", "</div>")
    return evolve(reply, body=text.encode())


@define
class SessionIds:
    """Every link of a page carries a session id that no other visit gets."""

    _visits: int = 0

    def __call__(self, request: Request, reply: Reply) -> Outcome:
        self._visits += 1
        token = f"{self._visits:032X}"
        text = _PAGE_LINK.sub(rf"\g<head>\g<url>;jsessionid={token}\g<tail>", reply.body.decode())
        return evolve(reply, body=text.encode())


@define
class MirrorLinks:
    """Every other link of a listing leads to the same page on another host."""

    mirror: str
    _links: int = 0

    def __call__(self, request: Request, reply: Reply) -> Outcome:
        return evolve(reply, body=_PAGE_LINK.sub(self._turn, reply.body.decode()).encode())

    def _turn(self, link: re.Match[str]) -> str:
        self._links += 1
        path = re.sub(r"^http://[\w.-]+", "", link["url"])
        url = link["url"] if self._links % 2 else f"http://{self.mirror}{path}"
        return f"{link['head']}{url}{link['tail']}"


def without_session(request: Request) -> Request:
    """The request as the portal understands it."""
    return evolve(request, target=_SESSION.sub("", request.target))


@define
class CalendarTrap:
    """A listing whose pager goes on for ever: every page beyond the last repeats the first."""

    aim: Aim
    _first: dict[str, Reply] = field(factory=dict)

    def __call__(self, request: Request, outcome: Outcome) -> Outcome:
        if not isinstance(outcome, Reply) or not self.aim.strikes(request, outcome):
            return outcome
        place, _, query = request.target.partition("?")
        number = int(_PAGE_NUMBER.sub(r"\1", query)) if _PAGE_NUMBER.fullmatch(query) else 1
        if outcome.kind is ReplyKind.LISTING:
            self._first.setdefault(place, outcome)
        link = f'<a rel="next" href="{place}?page={number + 1}">Tháng trước</a></body>'
        shown = outcome if outcome.kind is ReplyKind.LISTING else self._first.get(place, outcome)
        return evolve(shown, body=shown.body.replace(b"</body>", link.encode()))
