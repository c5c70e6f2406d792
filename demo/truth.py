"""What the portals publish, field by field: the demo's own list, against which a crawl is checked."""

from datetime import datetime

import attrs
from attrs import frozen

from demo.text.story import StoryShape


@frozen
class TruthWriter:
    name: str
    position: str = ""


@frozen
class TruthPicture:
    url: str
    caption: str
    """Without the credit, which the page prints behind it."""
    credit: str
    """Who took it: "Hoài Nam/Báo Vĩnh Lạc"; the page prints "Ảnh: …"."""


@frozen
class TruthDocument:
    url: str
    name: str


@frozen
class Truth:
    """One article as its page shows it; texts are NFC whatever the portal serves."""

    host: str
    key: str
    url: str
    """The address that the portal itself prefers."""
    alias_urls: tuple[str, ...]
    """Other addresses of the same article that the portal links or answers."""
    shape: StoryShape
    title: str
    lead: str
    writers: tuple[TruthWriter, ...]
    """Persons only; a body that signs is in `collective`."""
    collective: str
    byline: str
    """As printed, lines separated by a line feed."""
    published_raw: str
    published_at: datetime
    published_to_minute: bool
    """False where the page prints a day without a true time."""
    modified_at: datetime | None
    section: str
    """Title of the article's own section."""
    section_aliases: tuple[str, ...]
    source_credit: str
    """As printed: "Theo Báo Vĩnh Lạc"; empty where the article is the portal's own."""
    source_name: str
    paragraphs: tuple[str, ...]
    """Body paragraphs in order; lead, captions, byline, credit, lists and tables left out."""
    list_items: tuple[str, ...]
    table_captions: tuple[str, ...]
    """Lines of the body that stand above its tables."""
    table_cells: tuple[str, ...]
    pictures: tuple[TruthPicture, ...]
    documents: tuple[TruthDocument, ...]
    kind: str
    occasion: str
    honoree: str
    years: int | None
    revision: int
    is_removed: bool

    @property
    def is_article(self) -> bool:
        """A page that a crawl must have archived as an article."""
        return self.shape is StoryShape.ARTICLE and not self.is_removed

    def to_json(self) -> dict[str, object]:
        values = attrs.asdict(
            self,
            value_serializer=lambda _, __, value: (
                value.isoformat() if isinstance(value, datetime) else value
            ),
        )
        return {**values, "is_article": self.is_article}
