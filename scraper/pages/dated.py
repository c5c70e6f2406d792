"""When an article was published: what the page prints, then what its head declares."""

from datetime import datetime
from functools import cached_property
from typing import ClassVar

from archive.records import PublishedPrecision
from scraper.fields.dates import DateReading, check_against, read_date
from scraper.fields.select import Node, Select, node_text
from scraper.pages.meta import modified_in, published_in
from scraper.pages.nodes import is_near, stands_between
from scraper.pages.signed import SignedPage
from scraper.pages.surroundings import is_stamp, look_around, stamps

_BESIDE_TITLE = "date beside the title"
_LABELLED = "labelled date below the text"


class DatedPage(SignedPage):
    PUBLISHED: ClassVar[Select | None] = None
    """Elements that hold the visible date; the first that reads as one counts."""
    IS_SURE_OF_DATE: ClassVar[bool] = False
    """Whether no clock of a page has the names of those elements: then they may stand anywhere."""
    USES_META_DATE: ClassVar[bool] = True
    """Whether the date in the head counts where none is visible."""

    @cached_property
    def published(self) -> DateReading | None:
        """The date reading, doubted where it lies in the future; None where the page has none."""
        reading = self._visible_date() or (self._meta_date() if self.USES_META_DATE else None)
        return check_against(reading, self.document.now) if reading else None

    def _visible_date(self) -> DateReading | None:
        """Between headline and text first; a clock of the page stands further away."""
        if self.PUBLISHED is None:
            return None
        readings = [
            (node, reading)
            for node in self._select(self.PUBLISHED)
            if (reading := self._reading_of(node)) is not None
        ]
        title, container = self.title_node, next(iter(self._select(self.BODY)), None)
        if self.IS_SURE_OF_DATE or title is None or container is None:
            if readings:
                return self._dated(readings[0][1])
            if title is None or container is None:
                return None
        for node, reading in readings:
            if stands_between(title, node, container):
                return self._dated(reading)
        around = look_around(self.root, title, container)  # before the body is rid of its boxes
        if (reading := self._body_date()) is not None:
            return reading
        near = [reading for node, reading in readings if is_near(title, node, container)]
        for found, place in (
            (next(stamps(around.under_headline), None), _BESIDE_TITLE),
            (next(iter(near), None), self.PUBLISHED),
            (next(stamps(around.labels_below()), None), _LABELLED),
            (next(stamps(around.above_headline()), None), _BESIDE_TITLE),
        ):
            if found is not None:
                return self._dated(found, place)
        return None

    @property
    def is_date_by_frame(self) -> bool:
        """Whether elements around headline and text told the date, or the lack of them did."""
        rule = self.rules["published_at"].rule
        return rule in (_BESIDE_TITLE, _LABELLED) or rule.startswith("meta ")

    def _reading_of(self, node: Node) -> DateReading | None:
        """The date that the element is about: a header that holds the headline, too, or a stamp."""
        text = node_text(node)
        reading = read_date(text)
        if reading is None or is_stamp(text, reading.raw):
            return reading
        is_header = self.title_node is not None and node in self.title_node.iterancestors()
        return reading if is_header else None

    def _dated(self, reading: DateReading, place: Select | str | None = None) -> DateReading:
        confidence = 0.7 if isinstance(place, str) else reading.confidence
        self._rule("published_at", place or self.PUBLISHED, confidence)
        return reading

    def _body_date(self) -> DateReading | None:
        line = self.body.signing.date_line
        if line:
            self._rule("published_at", "date line above the text", 0.8)
        return read_date(line) if line else None

    def _meta_date(self) -> DateReading | None:
        found = published_in(self.meta)
        if found is not None:
            self._rule("published_at", f"meta {found[0]}", 0.8)
        return found[1] if found else None

    @cached_property
    def published_at(self) -> datetime | None:
        return self.published.at if self.published else None

    @cached_property
    def published_precision(self) -> PublishedPrecision | None:
        return self.published.precision if self.published else None

    @cached_property
    def modified_at(self) -> datetime | None:
        found = modified_in(self.meta)
        if found is not None:
            self._rule("modified_at", f"meta {found[0]}", 0.8)
        return found[1].at if found else None
