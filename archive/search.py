"""Full-text search right both with and without marks.

FTS5's own folding is not Vietnamese: `remove_diacritics 2` leaves đ and `1` leaves ừ. So two
columns: the exact NFC words, and `archive.text.fold` of them. A query with marks asks the exact
column, one without asks the folded one.
"""

import re

from sqlite_utils import Database

from archive.records import Article
from archive.text import fold, nfc

_WORD = re.compile(r"\w+")


def index_article(db: Database, article_id: int, article: Article) -> None:
    """Put the newest version's words in place of the former ones."""
    names = " ".join(f"{author.name} {author.position}" for author in article.authors)
    text = nfc("\n".join((article.title, article.lead, names, article.body_text)))
    db.conn.execute("DELETE FROM article_search WHERE rowid = ?", (article_id,))
    db.conn.execute(
        "INSERT INTO article_search (rowid, exact, folded) VALUES (?, ?, ?)",
        (article_id, text, fold(text)),
    )


def match_expression(words: str) -> str:
    """FTS5 expression for what a person typed: every word, the last one as a beginning."""
    typed = _WORD.findall(nfc(words).lower())
    if not typed:
        return '""'
    terms = [_term(word) for word in typed]
    return " AND ".join([*terms[:-1], terms[-1] + "*"])


def _term(word: str) -> str:
    column = "folded" if word == fold(word) else "exact"
    return f'{column} : "{word}"'
