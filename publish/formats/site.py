"""The whole static site as files: path below the site's folder to bytes."""

import re
from collections.abc import Mapping, Sequence

from archive.records import Post
from publish.company import LANGUAGES, CompanyStyle
from publish.errors import TargetRefused
from publish.formats.feed import build_feed
from publish.formats.html import (
    FEED_PATH,
    STYLE_PATH,
    Page,
    page_path,
    render_list,
    render_not_found,
    render_post,
    stylesheet,
)
from publish.slugs import RESERVED_SLUGS

POSTS_PER_PAGE = 12
OTHERS_PER_POST = 5
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def build_site(posts: Sequence[Post], company: CompanyStyle) -> Mapping[str, bytes]:
    """`posts` newest first, one for each article. Raises TargetRefused for an unsafe slug."""
    pages = {
        "404.html": render_not_found(company),
        STYLE_PATH: stylesheet(),
        **_post_pages(posts, company),
    }
    for language in LANGUAGES:
        pages |= _list_pages(posts, company, language)
    site = {path: text.encode() for path, text in pages.items()}
    return {**site, FEED_PATH: build_feed(posts, company)}


def post_path(slug: str) -> str:
    """File of a post; raises TargetRefused for a slug that would leave its own folder."""
    if not _SLUG.fullmatch(slug) or slug in RESERVED_SLUGS:
        raise TargetRefused(
            f"{slug!r} cannot be the address of a post: use letters a to z, digits and hyphens.",
            message_vi=f"Địa chỉ bài “{slug}” không dùng được.",
            advice_vi="Địa chỉ chỉ gồm chữ a–z, chữ số và dấu gạch nối.",
        )
    return f"{slug}/index.html"


def _post_pages(posts: Sequence[Post], company: CompanyStyle) -> dict[str, str]:
    return {
        post_path(post.slug): render_post(post, company, _others(posts, place))
        for place, post in enumerate(posts)
    }


def _others(posts: Sequence[Post], place: int) -> Sequence[Post]:
    """The next older posts, filled up with the nearest newer ones.

    So a new post does not change the page of every older one.
    """
    older = posts[place + 1 : place + 1 + OTHERS_PER_POST]
    missing = OTHERS_PER_POST - len(older)
    return [*posts[max(0, place - missing) : place], *older]


def _list_pages(posts: Sequence[Post], company: CompanyStyle, language: str) -> dict[str, str]:
    folder = company.list_folder(language)
    count = max(1, -(-len(posts) // POSTS_PER_PAGE))
    pages: dict[str, str] = {}
    for number in range(1, count + 1):
        start = (number - 1) * POSTS_PER_PAGE
        page = Page(number, count, tuple(posts[start : start + POSTS_PER_PAGE]))
        path = f"{folder}{page_path(number)}"
        pages[f"{path}index.html"] = render_list(
            page, company, language, root="../" * path.count("/")
        )
    return pages
