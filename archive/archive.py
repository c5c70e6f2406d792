"""One home folder's archive: the database and the WARC folder behind its stores."""

from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from archive.articles import ArticleStore
from archive.captures import CaptureStore
from archive.database import connect, transaction
from archive.deliveries import DeliveryStore
from archive.digests import DigestStore
from archive.editors import EditorStore
from archive.entries import EntryStore
from archive.errors import HomeMissing
from archive.forms_of_address import AddressStore
from archive.founding_days import FoundingDayStore
from archive.listings import ListingStore
from archive.mutes import MuteStore
from archive.not_found import NotFoundStore
from archive.occasions import OccasionStore
from archive.pauses import PauseStore
from archive.posts import PostStore
from archive.reviews import ReviewStore
from archive.robots import RobotsStore
from archive.runs import RunStore
from archive.schema import migrate
from archive.source_health import SourceHealthStore
from archive.summaries import SummaryStore
from archive.totals import TotalsStore

DATABASE_NAME = "archive.db"
WARC_FOLDER = "warc"


class Archive:
    """Stores that share one connection; for one thread, to be closed."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.warc_folder = home / WARC_FOLDER
        self.db = connect(home / DATABASE_NAME)
        self.captures = CaptureStore(self.db)
        self.entries = EntryStore(self.db)
        self.listings = ListingStore(self.db)
        self.articles = ArticleStore(self.db)
        self.summaries = SummaryStore(self.db)
        self.occasions = OccasionStore(self.db)
        self.founding_days = FoundingDayStore(self.db)
        self.forms_of_address = AddressStore(self.db)
        self.reviews = ReviewStore(self.db)
        self.posts = PostStore(self.db)
        self.deliveries = DeliveryStore(self.db)
        self.runs = RunStore(self.db)
        self.health = SourceHealthStore(self.db)
        self.mutes = MuteStore(self.db)
        self.pauses = PauseStore(self.db)
        self.totals = TotalsStore(self.db)
        self.robots = RobotsStore(self.db)
        self.not_found = NotFoundStore(self.db)
        self.editors = EditorStore(self.db)
        self.digests = DigestStore(self.db)

    def transaction(self) -> AbstractContextManager[Database]:
        """What several stores write inside is committed whole or not at all. Raises StorageFull."""
        return transaction(self.db)

    def close(self) -> None:
        self.db.conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def create_archive(home: Path) -> Archive:
    """Open the archive, making folder, database and tables where they are absent."""
    (home / WARC_FOLDER).mkdir(parents=True, exist_ok=True)
    return _migrated(Archive(home))


def open_archive(home: Path) -> Archive:
    """Open an existing archive; raises HomeMissing, SchemaOutOfDate."""
    if not (home / DATABASE_NAME).is_file():
        raise HomeMissing(home)
    return _migrated(Archive(home))


def _migrated(archive: Archive) -> Archive:
    try:
        migrate(archive.db)
    except BaseException:
        archive.close()
        raise
    return archive
