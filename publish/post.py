"""Review to Post: the company's words around the source's own, which stay as they are."""

import hashlib
import json
from collections.abc import Collection
from datetime import datetime
from html import escape
from urllib.parse import urljoin

import attrs
from lxml.html import HtmlElement

from archive.records import Article, ArticleVersion, Edits, Post, Review
from archive.text import fold_space, nfc
from occasions.address import form_of_address as address_of
from publish.attribution import authors_of, compose_attribution
from publish.blocks import split_blocks
from publish.company import CompanyStyle
from publish.errors import PublishError
from publish.markup import clean_markup, inner_html, parse_fragment, without_controls
from publish.pictures import without_pictures
from publish.slugs import choose_slug


def compose_post(
    version: ArticleVersion,
    review: Review,
    company: CompanyStyle,
    *,
    composed_at: datetime,
    form_of_address: str | None = None,
    slug: str | None = None,
    allowed_images: Collection[str] = (),
) -> Post:
    """The editor's values where there are any, the machine's elsewhere; nothing is checked here.

    `slug` is the one the article already has, or one from `choose_slug`; without it, that of the
    title. `allowed_images` are picture addresses with a recorded right. The lead is the editor's
    intro, and the source's own lead then opens the body. Raises PublishError for a review that
    was never stored.
    """
    if review.id is None:
        raise PublishError(f"Review of version {version.id} is not stored yet: record it first.")
    edits = review.edits
    title = compose_title(version.article, edits)
    post = Post(
        article_id=version.article_id,
        version_id=version.id,
        review_id=review.id,
        slug=slug or choose_slug(title, version.article_id, lambda _: None),
        title=title,
        lead=_line(edits.intro or "") or source_lead(version.article, edits),
        source_title=_source_title(version.article, edits),
        authors=authors_of(version, edits),
        body_html=compose_body(version.article, edits, allowed_images),
        congratulation=_congratulation(version, edits, company, form_of_address),
        attribution=compose_attribution(version, edits),
        composed_at=composed_at,
        content_sha256="",
    )
    return attrs.evolve(post, content_sha256=reader_digest(post))


def compose_title(article: Article, edits: Edits) -> str:
    """Title of the occasion, the company's own words; that of the source where none was written."""
    return _line(edits.occasion_title or "") or _source_title(article, edits)


def compose_body(article: Article, edits: Edits, allowed_images: Collection[str] = ()) -> str:
    """Verbatim blocks without the omitted ones, pictures without a right, and active content."""
    kept = [
        without_pictures(block.html, article, allowed_images)
        for block in split_blocks(article.body_html)
        if block.index not in edits.omitted_blocks
    ]
    lead = source_lead(article, edits)
    if _line(edits.intro or "") and lead and lead not in fold_space(article.body_text):
        kept.insert(0, f"<p>{escape(lead, quote=False)}</p>")
    return _for_readers("\n".join(block for block in kept if block), article.url)


def _source_title(article: Article, edits: Edits) -> str:
    return _line(_chosen(edits.title, article.title))


def source_lead(article: Article, edits: Edits) -> str:
    return _line(_chosen(edits.lead, article.lead))


def reader_digest(post: Post) -> str:
    """SHA-256 hex of everything a reader sees of the post; when it was composed is no part."""
    seen = {
        name: value
        for name, value in attrs.asdict(post).items()
        if name not in ("id", "version_id", "review_id", "composed_at", "content_sha256")
    }
    canonical = json.dumps(seen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _congratulation(
    version: ArticleVersion, edits: Edits, company: CompanyStyle, form_of_address: str | None
) -> str:
    form = edits.form_of_address or form_of_address
    if form is None:
        form = address_of(edits.honoree or version.provenance.agency)
    form = _line(form).rstrip("!. ")
    return f"{company.short_name_caps} chúc mừng {form}!" if form else ""


def _for_readers(body_html: str, base_url: str) -> str:
    """Links of the source made absolute, its top headings put below the post's own."""
    root = parse_fragment(body_html)
    for name in ("href", "src"):
        for element in root.xpath(f"//*[@{name}]"):
            _make_absolute(element, name, base_url)
    for heading in root.xpath("//h1 | //h2"):
        heading.tag = "h3"
    return clean_markup(nfc(inner_html(root)))


def _make_absolute(element: HtmlElement, name: str, base_url: str) -> None:
    try:
        element.set(name, urljoin(base_url, element.get(name, "")))
    except ValueError:
        # No browser could follow it; the words of the link stay.
        del element.attrib[name]


def _chosen(edited: str | None, machine: str) -> str:
    return machine if edited is None else edited


def _line(text: str) -> str:
    return fold_space(without_controls(text))
