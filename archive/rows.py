"""Records to rows and back: times as UTC text that sorts, tuples of records as JSON."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import attrs

from archive.records import (
    Article,
    Attachment,
    Author,
    Edits,
    Image,
    PublishedPrecision,
    Rule,
)

Record = TypeVar("Record")
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def time_text(moment: datetime) -> str:
    """Fixed width, so that text order is time order; refuses a time without zone."""
    if moment.tzinfo is None:
        raise ValueError(f"A time without a zone cannot be stored: {moment}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def optional_time_text(moment: datetime | None) -> str | None:
    return None if moment is None else time_text(moment)


def time_of(text: str) -> datetime:
    return datetime.fromisoformat(text)


def optional_time_of(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def optional_date_of(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def json_text(value: object) -> str:
    return _JSON.encode(value)


def records_json(records: Sequence[Any]) -> str:
    return json_text([attrs.asdict(record) for record in records])


def records_of(kind: type[Record], text: str) -> tuple[Record, ...]:
    return tuple(kind(**item) for item in json.loads(text))


def precision_of(text: str | None) -> PublishedPrecision | None:
    return None if text is None else PublishedPrecision(text)


def article_row(article: Article) -> dict[str, Any]:
    return {
        "url": article.url,
        "title": article.title,
        "lead": article.lead,
        "authors": records_json(article.authors),
        "byline_raw": article.byline_raw,
        "published_raw": article.published_raw,
        "published_at": optional_time_text(article.published_at),
        "published_precision": article.published_precision,
        "modified_at": optional_time_text(article.modified_at),
        "body_html": article.body_html,
        "body_text": article.body_text,
        "images": records_json(article.images),
        "attachments": records_json(article.attachments),
        "source_credit": article.source_credit,
        "section": article.section,
        "language": article.language,
        "rules": json_text({name: attrs.asdict(rule) for name, rule in article.rules.items()}),
        "warnings": json_text(list(article.warnings)),
    }


def article_of(row: dict[str, Any]) -> Article:
    return Article(
        url=row["url"],
        title=row["title"],
        lead=row["lead"],
        authors=records_of(Author, row["authors"]),
        byline_raw=row["byline_raw"],
        published_raw=row["published_raw"],
        published_at=optional_time_of(row["published_at"]),
        published_precision=precision_of(row["published_precision"]),
        modified_at=optional_time_of(row["modified_at"]),
        body_html=row["body_html"],
        body_text=row["body_text"],
        images=records_of(Image, row["images"]),
        attachments=records_of(Attachment, row["attachments"]),
        source_credit=row["source_credit"],
        section=row["section"],
        language=row["language"],
        rules={name: Rule(**rule) for name, rule in json.loads(row["rules"]).items()},
        warnings=tuple(json.loads(row["warnings"])),
    )


def edits_text(edits: Edits) -> str:
    """Only what an editor set: an absent key means that the machine's value stands."""
    values = {name: value for name, value in attrs.asdict(edits).items() if value is not None}
    if edits.published_at is not None:
        values["published_at"] = time_text(edits.published_at)
    return json_text(values)


def edits_of(text: str) -> Edits:
    values = json.loads(text)
    if "authors" in values:
        values["authors"] = tuple(Author(**author) for author in values["authors"])
    if "published_at" in values:
        values["published_at"] = time_of(values["published_at"])
    if "published_precision" in values:
        values["published_precision"] = PublishedPrecision(values["published_precision"])
    values["omitted_blocks"] = tuple(values.get("omitted_blocks", ()))
    return Edits(**values)
