"""The schema: the migrations in their order, each in a module of its own under `migrations/`.

STRICT tables, foreign keys on. What must never happen is refused by the database itself, so that
no program, and no hand at the SQL prompt, can do it: a version or capture that changes, a post
without its source.
"""

from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from archive.database import database_path
from archive.errors import SchemaOutOfDate
from archive.migrations.m001_runs_and_captures import m001_runs_and_captures
from archive.migrations.m002_articles import m002_articles
from archive.migrations.m003_editors_and_reviews import m003_editors_and_reviews
from archive.migrations.m004_posts import m004_posts
from archive.migrations.m010_pauses_and_robots import m010_pauses_and_robots
from archive.migrations.m020_listings import m020_listings
from archive.migrations.m030_founding_days import m030_founding_days
from archive.migrations.m031_forms_of_address import m031_forms_of_address
from archive.migrations.m040_source_health import m040_source_health
from archive.migrations.m041_run_indexes import m041_run_indexes
from archive.migrations.m050_rendered_captures import m050_rendered_captures
from archive.migrations.m051_not_found_answers import m051_not_found_answers
from archive.migrations.m052_listings_last_shown import m052_listings_last_shown

IN_ORDER = (
    m001_runs_and_captures,
    m002_articles,
    m003_editors_and_reviews,
    m004_posts,
    m010_pauses_and_robots,
    m020_listings,
    m030_founding_days,
    m031_forms_of_address,
    m040_source_health,
    m041_run_indexes,
    m050_rendered_captures,
    m051_not_found_answers,
    m052_listings_last_shown,
)
MIGRATIONS = Migrations("archive")
for _migration in IN_ORDER:
    MIGRATIONS()(_migration)


def migrate(db: Database) -> None:
    """Bring the database to this program's schema; raises SchemaOutOfDate when it is newer."""
    check_not_newer(db, database_path(db))
    if MIGRATIONS.pending(db):
        MIGRATIONS.apply(db)


def check_not_newer(db: Database, path: Path) -> None:
    known = {migration.name for migration in MIGRATIONS._migrations}
    unknown = [m.name for m in MIGRATIONS.applied(db) if m.name not in known]
    if unknown:
        raise SchemaOutOfDate(path, unknown)
