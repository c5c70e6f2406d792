"""Templates to text: everything is escaped, every string of the interface comes from the catalogue."""

import hashlib
from functools import cache, partial
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from desk import clock
from desk.i18n import has_text, text
from desk.navigation import NAV_ENTRIES


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": clock.day,
        "clock_time": clock.clock_time,
        "minute": clock.minute,
        "vietnamese_date": clock.vietnamese_date,
        "thousands": thousands,
    }
    made.globals |= {
        "published": clock.published,
        "static_url": static_url,
        "nav_entries": NAV_ENTRIES,
    }
    return made


def render(template: str, language: str, **context: object) -> str:
    return (
        environment()
        .get_template(template)
        .render(
            language=language,
            t=partial(text, language),
            term=partial(term, language),
            **context,
        )
    )


def term(language: str, group: str, name: str) -> str:
    """Text of a value that comes from data, such as an occasion type; itself where unknown."""
    key = f"{group}.{name}"
    return text(language, key) if has_text(language, key) else name.replace("_", " ")


def thousands(number: int) -> str:
    """12345 as 12.345, the Vietnamese way."""
    return f"{number:,}".replace(",", ".")


@cache
def static_url(name: str) -> str:
    """Address that changes with the file, so that browsers may keep it."""
    digest = hashlib.sha256(files("desk").joinpath("static", name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:12]}"
