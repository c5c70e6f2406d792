"""The list an editor starts from."""

from urllib.parse import urlencode

from starlette.responses import Response

from desk.inbox import STATES, WORTH, InboxQuery, load_inbox, read_query
from desk.visit import Visit, see_other


def home(visit: Visit) -> Response:
    return see_other("/inbox")


def inbox(visit: Visit) -> Response:
    loaded = load_inbox(visit.archive, read_query(visit.request.query_params))
    names = {source.id: source.name for source in visit.settings.sources.values()}
    return visit.render(
        "inbox.html",
        inbox=loaded,
        states=tuple(STATES),
        worths=tuple(WORTH),
        source_names=names,
        address=lambda **changes: _address(loaded.query, **changes),
    )


def _address(query: InboxQuery, **changes: str | int) -> str:
    """Address of the inbox with some of the present choices changed."""
    values: dict[str, str | int] = {
        "state": query.state,
        "worth": query.worth,
        "source": query.source_id,
        "q": query.words,
        "page": 1,
        **changes,
    }
    shown = {name: value for name, value in values.items() if value not in ("", 1)}
    return f"/inbox?{urlencode(shown)}"
