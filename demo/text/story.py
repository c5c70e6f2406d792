"""What an editor of a portal wrote, before any platform dresses it in markup."""

from datetime import datetime
from enum import StrEnum

from attrs import frozen


class StoryShape(StrEnum):
    ARTICLE = "article"
    EMPTY_SHELL = "empty_shell"
    """The page is a script shell: an address that looks like an article and holds none."""
    BROKEN_LAYOUT = "broken_layout"
    """The platform's title element is missing or doubled: not readable without guessing."""


class Signature(StrEnum):
    """Where and how the page names its writer."""

    NONE = "none"
    TOP = "top"
    """Name, position on the next line: the first lines of the body (leaders' articles)."""
    END = "end"
    """The bare name, right-aligned and bold, after the last sentence."""
    LABEL = "label"
    """"Tin, ảnh: …" at the end of the body."""
    FIELD = "field"
    """The platform's own author field."""


@frozen
class Writer:
    name: str
    position: str = ""


@frozen
class Byline:
    style: Signature = Signature.NONE
    writers: tuple[Writer, ...] = ()
    collective: str = ""
    """A body that signs: "Ban Biên tập"; never beside writers."""
    label: str = ""

    @property
    def printed(self) -> str:
        """As the page shows it, lines separated by a line feed; without the field's own label."""
        if self.style is Signature.TOP:
            return "\n".join(f"{writer.name}\n{writer.position}" for writer in self.writers)
        names = self.collective or " - ".join(writer.name for writer in self.writers)
        return f"{self.label} {names}" if self.label else names


@frozen
class SourceCredit:
    """The page is itself a repost: "Theo …", "Nguồn: …"."""

    label: str
    name: str

    @property
    def printed(self) -> str:
        return f"{self.label} {self.name}"


@frozen
class Paragraph:
    text: str


@frozen
class Picture:
    name: str
    """File name without folder."""
    caption: str = ""
    credit: str = ""
    """Who took it: "Minh Hà/Báo Vĩnh Lạc"; pages print "Ảnh: …"."""


@frozen
class Table:
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class BulletList:
    items: tuple[str, ...]


Block = Paragraph | Picture | Table | BulletList


@frozen
class Document:
    """A file beside the article."""

    name: str
    """File name, ASCII."""
    title: str


@frozen
class Story:
    key: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    byline: Byline
    published_at: datetime
    sections: tuple[str, ...]
    """Section aliases in the address; the first is the article's own."""
    kind: str
    """Name of the recipe: "anniversary_years", "appointment", …"""
    source: SourceCredit | None = None
    documents: tuple[Document, ...] = ()
    shape: StoryShape = StoryShape.ARTICLE
    occasion: str = ""
    """Type of occasion, empty for ordinary news."""
    honoree: str = ""
    years: int | None = None
    first_title: str = ""
    """The title as first published, where it has changed since: addresses keep it."""
    revision: int = 0
    modified_at: datetime | None = None

    @property
    def address_title(self) -> str:
        return self.first_title or self.title

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Picture))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(block.text for block in self.blocks if isinstance(block, Paragraph))
