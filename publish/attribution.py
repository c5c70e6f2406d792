"""The four things no post may lack: author, agency, original time, address."""

from archive.records import ArticleVersion, Attribution, Author, Edits
from archive.text import fold_space
from publish.times import moment_text

NOT_STATED = "không ghi"


def compose_attribution(version: ArticleVersion, edits: Edits) -> Attribution:
    """Agency and address are always those of the version; no editor can change them."""
    return Attribution(
        author_line=_author_line(authors_of(version, edits), version.article.source_credit),
        agency=version.provenance.agency,
        published_line=_published_line(version, edits),
        url=version.article.url,
    )


def authors_of(version: ArticleVersion, edits: Edits) -> tuple[Author, ...]:
    return version.article.authors if edits.authors is None else edits.authors


def position_line(author: Author) -> str:
    """Position and organisation on one line, the organisation only where it adds something."""
    position, organisation = fold_space(author.position), fold_space(author.organisation)
    if organisation and organisation not in position:
        return f"{position}, {organisation}" if position else organisation
    return position


def _author_line(authors: tuple[Author, ...], source_credit: str) -> str:
    line = "; ".join(map(_named, authors)) or NOT_STATED
    # The page is itself a repost: whoever it credits holds the right and stays credited.
    credit = fold_space(source_credit)
    return f"{line} (trang nguồn ghi: {credit})" if credit else line


def _named(author: Author) -> str:
    position = position_line(author)
    name = fold_space(author.name)
    return f"{name}, {position}" if position else name


def _published_line(version: ArticleVersion, edits: Edits) -> str:
    if edits.published_at is not None:
        return moment_text(edits.published_at, edits.published_precision)
    article = version.article
    if article.published_at is not None:
        return moment_text(article.published_at, article.published_precision)
    # Printed but not understood: neither "not stated" nor a guess would be true.
    printed = fold_space(article.published_raw)
    return f"“{printed}” (theo trang nguồn)" if printed else NOT_STATED
