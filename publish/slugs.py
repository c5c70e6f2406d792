"""Addresses of posts: words without marks, permanent for an article, never shared."""

from collections.abc import Callable

from archive.text import slugify
from publish.company import LANGUAGES

RESERVED_SLUGS = frozenset({"assets", "trang", *LANGUAGES})
"""Folders of the site itself."""


def choose_slug(title: str, article_id: int, owner_of: Callable[[str], int | None]) -> str:
    """Slug of the title; on a clash with another article the article's number is appended.

    `owner_of` tells which article holds a slug, None where it is free.
    """
    base = slugify(title) or "bai-viet"
    slug = base
    while slug in RESERVED_SLUGS or owner_of(slug) not in (None, article_id):
        slug = f"{slug}-{article_id}"
    return slug
