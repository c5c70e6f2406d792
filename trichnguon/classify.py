"""Joins the two columns: what the crawler archived is looked at for occasions."""

from datetime import timedelta, timezone
from pathlib import Path

import attrs

from archive.archive import Archive
from archive.records import ArticleVersion, Occasion
from desk.home_tables import tables_of
from occasions.agencies import is_same_body
from occasions.detect import detect_occasion

VIETNAM_TIME = timezone(timedelta(hours=7))


def classify_new_versions(archive: Archive) -> int:
    """Number of versions for which an occasion, a maybe or a no was recorded.

    Editors' own rows of the tables are those in the home's `occasions/`.
    """
    tables = tables_of(archive.home)
    count = 0
    # A few hundred at a time: a first crawl brings tens of thousands.
    while versions := archive.articles.unclassified_versions():
        for version in versions:
            archive.occasions.record_occasion(version.id, occasion_of(version, tables))
        count += len(versions)
    return count


def occasion_of(version: ArticleVersion, tables: Path | None) -> Occasion:
    """The publisher, where it is the honoree, is named as the source names it."""
    article = version.article
    published_on = article.published_at and article.published_at.astimezone(VIETNAM_TIME).date()
    agency = version.provenance.agency
    occasion = detect_occasion(
        article.title,
        article.lead,
        article.body_text,
        agency=agency,
        url=article.url,
        published_on=published_on,
        tables=tables,
    )
    if occasion.honoree and is_same_body(occasion.honoree, agency, tables=tables):
        return attrs.evolve(occasion, honoree=agency)
    return occasion
