"""Posts: immutable once composed; the newest of an article that is not withdrawn is published."""

from datetime import datetime

import attrs
from sqlite_utils import Database

from archive.database import Row, first, insert, require, rows, transaction
from archive.records import Attribution, Author, Post
from archive.rows import records_json, records_of, time_of, time_text


class PostStore:
    def __init__(self, db: Database) -> None:
        self._db = db

    def record_post(self, post: Post) -> Post:
        """The post with its id; its slug belongs to the article from now on.

        The database refuses a post whose attribution is not that of its version, or whose version
        has no approved review (IntegrityError).
        """
        with transaction(self._db):
            if self.slug_owner(post.slug) != post.article_id:
                # Refused by the keys where the slug is another's, or the article has one already.
                insert(self._db, "post_slugs", {"slug": post.slug, "article_id": post.article_id})
            return attrs.evolve(post, id=insert(self._db, "posts", _row(post)))

    def slug_of(self, article_id: int) -> str | None:
        row = first(
            self._db, "SELECT slug FROM post_slugs WHERE article_id = :id", {"id": article_id}
        )
        return None if row is None else str(row["slug"])

    def slug_owner(self, slug: str) -> int | None:
        row = first(
            self._db, "SELECT article_id FROM post_slugs WHERE slug = :slug", {"slug": slug}
        )
        return None if row is None else int(row["article_id"])

    def load_post(self, post_id: int) -> Post:
        """Raises RecordMissing."""
        return _post_of(require(self._db, "post", post_id, "SELECT * FROM posts WHERE id = :key"))

    def newest_post(self, article_id: int) -> Post | None:
        """The newest post of the article that is not withdrawn."""
        row = first(
            self._db,
            """SELECT * FROM posts WHERE article_id = :id AND withdrawn_at IS NULL
               ORDER BY id DESC LIMIT 1""",
            {"id": article_id},
        )
        return None if row is None else _post_of(row)

    def list_published(self) -> list[Post]:
        """The newest post of each article, withdrawn ones left out; newest article first."""
        sql = """SELECT p.* FROM posts p WHERE p.withdrawn_at IS NULL AND p.id = (
                SELECT max(id) FROM posts WHERE article_id = p.article_id AND withdrawn_at IS NULL)
            ORDER BY (SELECT min(id) FROM posts WHERE article_id = p.article_id) DESC"""
        return [_post_of(row) for row in rows(self._db, sql)]

    def withdraw_posts(self, article_id: int, reason: str, withdrawn_at: datetime) -> None:
        """Take every post of the article back; rows and reason stay."""
        with transaction(self._db):
            self._db.conn.execute(
                """UPDATE posts SET withdrawn_at = ?, withdrawn_reason = ?
                   WHERE article_id = ? AND withdrawn_at IS NULL""",
                (time_text(withdrawn_at), reason, article_id),
            )


def _row(post: Post) -> Row:
    return {
        "article_id": post.article_id,
        "version_id": post.version_id,
        "review_id": post.review_id,
        "slug": post.slug,
        "title": post.title,
        "lead": post.lead,
        "source_title": post.source_title,
        "authors": records_json(post.authors),
        "body_html": post.body_html,
        "congratulation": post.congratulation,
        "author_line": post.attribution.author_line,
        "agency": post.attribution.agency,
        "published_line": post.attribution.published_line,
        "source_url": post.attribution.url,
        "content_sha256": post.content_sha256,
        "composed_at": time_text(post.composed_at),
    }


def _post_of(row: Row) -> Post:
    return Post(
        id=row["id"],
        article_id=row["article_id"],
        version_id=row["version_id"],
        review_id=row["review_id"],
        slug=row["slug"],
        title=row["title"],
        lead=row["lead"],
        source_title=row["source_title"],
        authors=records_of(Author, row["authors"]),
        body_html=row["body_html"],
        congratulation=row["congratulation"],
        attribution=Attribution(
            author_line=row["author_line"],
            agency=row["agency"],
            published_line=row["published_line"],
            url=row["source_url"],
        ),
        composed_at=time_of(row["composed_at"]),
        content_sha256=row["content_sha256"],
    )
