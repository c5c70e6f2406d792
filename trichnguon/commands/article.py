"""`trichnguon article show`: an article, and the chain from the post back to the bytes."""

import hashlib
from pathlib import Path

import attrs
import click

from archive.archive import Archive, open_archive
from archive.records import Article, ArticleVersion, Author
from archive.warc import read_response
from trichnguon.classify import VIETNAM_TIME
from trichnguon.cli import home_option


@click.group()
def article() -> None:
    """Look into the archive."""


@article.command()
@click.argument("article_id", metavar="ID", type=int)
@home_option
@click.option("--provenance", is_flag=True, help="The chain from the post to the byte range.")
def show(article_id: int, home: Path, provenance: bool) -> None:
    """Show the newest version of article ID."""
    with open_archive(home) as archive:
        version = archive.articles.newest_version(article_id)
        for line in provenance_lines(archive, version) if provenance else article_lines(version):
            click.echo(line)


def article_lines(version: ArticleVersion) -> list[str]:
    shown = version.article
    authors = "; ".join(author_text(author) for author in shown.authors) or "không ghi"
    return [
        shown.title,
        f"{version.provenance.agency} · {published_text(shown)} · {authors}",
        shown.url,
        "",
        *([shown.lead, ""] if shown.lead else []),
        shown.body_text,
        *([f"\nNguồn tin: {shown.source_credit}"] if shown.source_credit else []),
        *(f"! {warning}" for warning in shown.warnings),
    ]


def author_text(author: Author) -> str:
    return ", ".join(part for part in (author.name, author.position, author.organisation) if part)


def published_text(shown: Article) -> str:
    if shown.published_at is None:
        return "không ghi ngày"
    is_exact = shown.published_precision == "minute"
    return shown.published_at.astimezone(VIETNAM_TIME).strftime(
        "%H:%M %d/%m/%Y" if is_exact else "%d/%m/%Y"
    )


def provenance_lines(archive: Archive, version: ArticleVersion) -> list[str]:
    """Post, review, version, capture and bytes; the digest is computed again from the WARC."""
    return [
        *_post_lines(archive, version.article_id),
        *_version_lines(version),
        *_capture_lines(archive, version),
    ]


def _post_lines(archive: Archive, article_id: int) -> list[str]:
    lines = []
    post = archive.posts.newest_post(article_id)
    if post is None:
        lines.append("post       none published")
    else:
        lines.append(f"post       {post.id}  {post.slug}  sha256 {post.content_sha256}")
    for delivery in archive.deliveries.list_deliveries(article_id):
        moment = delivery.delivered_at.astimezone(VIETNAM_TIME)
        lines.append(
            f"delivery   {delivery.target} {delivery.address} at {moment:%d/%m/%Y %H:%M:%S}"
        )
    review = archive.reviews.newest_review(article_id)
    if review is not None:
        edited = [name for name, value in attrs.asdict(review.edits).items() if value]
        lines.append(
            f"review     {review.id}  {review.state} by editor {review.editor_id} of version "
            f"{review.version_id}; edited: {', '.join(edited) or 'nothing'}"
        )
    return lines


def _version_lines(version: ArticleVersion) -> list[str]:
    provenance = version.provenance
    rules = [f"  {name:<14} {rule.rule}" for name, rule in sorted(version.article.rules.items())]
    return [
        f"version    {version.id}  number {version.number}  sha256 {version.content_sha256}",
        f"extraction {provenance.page_object} {provenance.extractor_version} "
        f"on {provenance.platform or 'no known platform'}"
        + (" (generic)" if provenance.is_generic else ""),
        *rules,
    ]


def _capture_lines(archive: Archive, version: ArticleVersion) -> list[str]:
    capture = archive.captures.load_capture(version.provenance.capture_id)
    stored = read_response(archive.warc_folder, capture.warc_file, capture.warc_offset)
    digest = hashlib.sha256(stored.payload).hexdigest()
    verdict = "verified" if digest == capture.payload_sha256 else f"DIFFERENT on disk: {digest}"
    moment = capture.fetched_at.astimezone(VIETNAM_TIME)
    last = capture.warc_offset + capture.warc_length - 1
    raw = capture.rendered_from
    return [
        f"capture    {capture.id}  {capture.url}  {capture.status} at {moment:%d/%m/%Y %H:%M:%S %z}",
        f"           robots: {capture.robots}; tls: {capture.tls or 'plain http'}",
        *([f"           rendered by a browser from capture {raw}"] if raw is not None else []),
        f"record     {capture.record_id}",
        f"payload    sha256 {capture.payload_sha256} ({verdict}), {capture.payload_bytes} bytes",
        f"bytes      {archive.warc_folder / capture.warc_file} {capture.warc_offset}-{last}",
    ]
