"""Origin of a post for machines: schema.org JSON-LD."""

from typing import Any

from archive.records import Author, Post
from publish.attribution import position_line
from publish.company import CompanyStyle
from publish.times import VIETNAM


def structured_data(post: Post, company: CompanyStyle) -> dict[str, Any]:
    """A NewsArticle that is based on the source's; the company is publisher of the copy only."""
    organisation = {"@type": "Organization", "name": company.name, "url": company.site_url}
    agency = {"@type": "GovernmentOrganization", "name": post.attribution.agency}
    authors = [_person(author) for author in post.authors] or [agency]
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": post.title,
        "description": post.lead,
        "inLanguage": "vi",
        "url": company.post_address(post.slug),
        "mainEntityOfPage": company.post_address(post.slug),
        "datePublished": post.composed_at.astimezone(VIETNAM).isoformat(timespec="seconds"),
        "author": authors,
        "creditText": credit_text(post),
        "isBasedOn": {
            "@type": "NewsArticle",
            "headline": post.source_title,
            "url": post.attribution.url,
            "author": authors,
            "publisher": agency,
        },
        "publisher": organisation,
        "sdPublisher": organisation,
    }


def credit_text(post: Post) -> str:
    """The whole attribution on one line."""
    attribution = post.attribution
    return (
        f"Trích nguồn: {attribution.agency}. Tác giả: {attribution.author_line}. "
        f"Thời gian đăng: {attribution.published_line}. {attribution.url}"
    )


def _person(author: Author) -> dict[str, Any]:
    position = position_line(author)
    named = {"@type": "Person", "name": author.name}
    return {**named, "jobTitle": position} if position else named
