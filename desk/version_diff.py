"""What changed between two versions of an article."""

from collections.abc import Callable, Mapping

from archive.records import Article

_COMPARED: Mapping[str, Callable[[Article], object]] = {
    "title": lambda article: article.title,
    "lead": lambda article: article.lead,
    "authors": lambda article: article.authors,
    "published": lambda article: article.published_at,
    "body": lambda article: article.body_text,
    "source_credit": lambda article: article.source_credit,
    "attachments": lambda article: article.attachments,
}


def changed_fields(before: Article, after: Article) -> tuple[str, ...]:
    """Names of the fields that differ, in the order of the page."""
    return tuple(name for name, value in _COMPARED.items() if value(before) != value(after))
