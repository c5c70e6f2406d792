"""The review form: what an editor typed, read into Edits beside the machine's values.

A field that says what the machine said is no edit: the machine's value then stays in force. The
company's own words (title of the post, form of address) are fixed by the approval, so that what
was approved is what is published, whatever is suggested later.
"""

import re
from datetime import datetime, timedelta

import attrs
from attrs import field, frozen
from starlette.datastructures import FormData

from archive.records import Article, Author, Edits, PublishedPrecision
from archive.text import fold_space, nfc
from desk.clock import HANOI, clock_time, day
from desk.errors import FormRefused
from desk.forms_of_address import is_never_said, problem_of_form
from desk.suggestions import Suggestion
from desk.typed import CONTROL

LIMITS = {
    "title": 500,
    "lead": 5_000,
    "occasion_title": 300,
    "intro": 3_000,
    "honoree": 300,
    "form_of_address": 80,
    "reason": 1_000,
}
_MAX_AUTHOR_LENGTH = 300
_ONE_LINE = frozenset({"title", "occasion_title", "honoree", "form_of_address"})
_REQUIRED = ("title", "occasion_title", "honoree", "form_of_address")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_TIME = re.compile(r"(\d{1,2})[:hg](\d{2})")


@frozen(kw_only=True)
class ReviewForm:
    """The fields as shown and typed."""

    title: str = ""
    lead: str = ""
    authors: tuple[Author, ...] = ()
    published_on: str = ""
    """dd/mm/yyyy."""
    published_time: str = ""
    """hh:mm; empty: only the day is known."""
    omitted_blocks: frozenset[int] = frozenset()
    occasion_title: str = ""
    intro: str = ""
    honoree: str = ""
    form_of_address: str = ""
    reason: str = ""
    keeps_form: bool = False
    """The form of address is to be the honoree's in every post to come."""
    problems: dict[str, str] = field(factory=dict)
    """Field name to a key of the catalogue under `problem.`."""


FIELDS = (
    "title",
    "lead",
    "authors",
    "published",
    "omitted_blocks",
    "occasion_title",
    "intro",
    "honoree",
    "form_of_address",
)
"""What has a machine's value to go back to; "published" is day and time together."""


def machine_form(article: Article, suggestion: Suggestion) -> ReviewForm:
    """The form before anybody touched it."""
    return ReviewForm(
        title=article.title,
        lead=article.lead,
        authors=article.authors,
        published_on=day(article.published_at),
        published_time=_machine_time(article),
        occasion_title=suggestion.occasion_title,
        honoree=suggestion.honoree,
        form_of_address=suggestion.form_of_address,
    )


def edited_form(machine: ReviewForm, edits: Edits) -> ReviewForm:
    """The machine's form with an editor's stored values in place."""
    values = {
        name: value
        for name, value in attrs.asdict(edits, recurse=False).items()
        if value is not None and not name.startswith("published")
    }
    form = attrs.evolve(machine, **{**values, "omitted_blocks": frozenset(edits.omitted_blocks)})
    if edits.published_at is None:
        return form
    shows_time = edits.published_precision is PublishedPrecision.MINUTE
    return attrs.evolve(
        form,
        published_on=day(edits.published_at),
        published_time=clock_time(edits.published_at) if shows_time else "",
    )


def carried_over(machine: ReviewForm, earlier: Edits) -> ReviewForm:
    """The form of a new version: the company's own words stay, the source's are read afresh."""
    words = ("occasion_title", "intro", "honoree", "form_of_address")
    kept = {name: value for name in words if (value := getattr(earlier, name)) is not None}
    return attrs.evolve(machine, **kept)


def reverted(form: ReviewForm, machine: ReviewForm, name: str) -> ReviewForm:
    """The form with one field as the machine has it; raises FormRefused for an unknown field."""
    if name not in FIELDS:
        raise FormRefused("revert", "unknown_field")
    names = ("published_on", "published_time") if name == "published" else (name,)
    return attrs.evolve(form, **{each: getattr(machine, each) for each in names})


def edited_fields(form: ReviewForm, machine: ReviewForm) -> frozenset[str]:
    """Names out of FIELDS whose value is not the machine's."""
    return frozenset(name for name in FIELDS if reverted(form, machine, name) != form)


def read_review_form(data: FormData, block_count: int) -> ReviewForm:
    """What was typed, in NFC; `problems` says what cannot be taken.

    Raises FormRefused where the form is not one of ours.
    """
    problems: dict[str, str] = {}
    texts = {name: _text(data, name, problems) for name in LIMITS}
    return ReviewForm(
        **texts,
        authors=_authors(data, problems),
        published_on=_text(data, "published_on", problems, 20),
        published_time=_text(data, "published_time", problems, 20),
        omitted_blocks=_omitted(data, block_count),
        keeps_form=data.get("keeps_form") == "1",
        problems=problems,
    )


def checked(form: ReviewForm, article: Article, now: datetime) -> ReviewForm:
    """The form with what is missing or impossible added to its problems."""
    problems = dict(form.problems)
    for name in _REQUIRED:
        if not getattr(form, name):
            problems.setdefault(name, "required")
    if is_never_said(form.form_of_address):
        problems.setdefault("form_of_address", "form_never_said")
    elif form.keeps_form and (problem := problem_of_form(form.form_of_address)):
        problems.setdefault("form_of_address", problem)
    if any(not author.name for author in form.authors):
        problems.setdefault("authors", "author_without_name")
    moment, problem = _moment(form)
    if problem:
        problems.setdefault("published", problem)
    elif moment is None and article.published_at is not None:
        problems.setdefault("published", "required_when_known")
    elif moment is not None and moment > now + timedelta(days=1):
        problems.setdefault("published", "future")
    return attrs.evolve(form, problems=problems)


def edits_of(form: ReviewForm, machine: ReviewForm, keep_company_words: bool) -> Edits:
    """Only what differs from the machine; `keep_company_words` fixes those words in any case."""
    changed = edited_fields(form, machine)
    kept = {"occasion_title", "honoree", "form_of_address"} if keep_company_words else set()
    values = {
        name: getattr(form, name)
        for name in ("title", "lead", "authors", "occasion_title", "honoree", "form_of_address")
        if name in changed or name in kept
    }
    edits = Edits(
        **values,
        intro=form.intro or None,
        omitted_blocks=tuple(sorted(form.omitted_blocks)),
    )
    if "published" not in changed:
        return edits
    moment, _ = _moment(form)
    precision = PublishedPrecision.MINUTE if form.published_time else PublishedPrecision.DAY
    return attrs.evolve(
        edits, published_at=moment, published_precision=precision if moment else None
    )


def author_rows(form: ReviewForm) -> tuple[Author, ...]:
    """Authors of the form with two spare rows, so that one can be added without script."""
    return (*form.authors, Author(""), Author(""))


def _machine_time(article: Article) -> str:
    shows_time = article.published_precision is PublishedPrecision.MINUTE
    return clock_time(article.published_at) if shows_time else ""


def _text(data: FormData, name: str, problems: dict[str, str], limit: int | None = None) -> str:
    value = data.get(name, "")
    if not isinstance(value, str):
        raise FormRefused(name, "not_text")
    typed = nfc(value.replace("\r\n", "\n")).strip()
    if CONTROL.search(typed):
        problems[name] = "control_characters"
    if len(typed) > (limit or LIMITS[name]):
        problems[name] = "too_long"
    return fold_space(typed) if name in _ONE_LINE else typed


def _authors(data: FormData, problems: dict[str, str]) -> tuple[Author, ...]:
    columns = [
        [fold_space(value) for value in data.getlist(name) if isinstance(value, str)]
        for name in ("author_name", "author_position", "author_organisation")
    ]
    if len({len(column) for column in columns}) > 1:
        raise FormRefused("authors", "rows_differ")
    authors = tuple(Author(*row) for row in zip(*columns, strict=True) if any(row))
    if any(CONTROL.search(part) for row in zip(*columns, strict=True) for part in row):
        problems["authors"] = "control_characters"
    if any(len(part) > _MAX_AUTHOR_LENGTH for column in columns for part in column):
        problems["authors"] = "too_long"
    return authors


def _omitted(data: FormData, block_count: int) -> frozenset[int]:
    typed = [value for value in data.getlist("omit") if isinstance(value, str)]
    if not all(value.isascii() and value.isdigit() and int(value) < block_count for value in typed):
        raise FormRefused("omitted_blocks", "unknown_block")
    return frozenset(int(value) for value in typed)


def _moment(form: ReviewForm) -> tuple[datetime | None, str]:
    """The moment typed, or what is wrong with it; (None, "") for an empty date."""
    if not form.published_on:
        return None, "time_without_day" if form.published_time else ""
    on, at = _DAY.fullmatch(form.published_on), _TIME.fullmatch(form.published_time or "0:00")
    if on is None:
        return None, "not_a_day"
    if at is None:
        return None, "not_a_time"
    try:
        parts = (int(on[3]), int(on[2]), int(on[1]), int(at[1]), int(at[2]))
        return datetime(*parts, tzinfo=HANOI), ""
    except ValueError:
        return None, "no_such_moment"
