"""What every simulated portal has: routes, media, robots.txt, view counters, a page clock."""

import re
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from importlib.resources import files
from typing import ClassVar

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined

from demo.exchange import Reply, ReplyKind, Request, binary, html
from demo.newsroom import Newsroom, Slot
from demo.pictures import build_pdf, build_png
from demo.portals import spelling
from demo.text.province import Agency
from demo.text.story import BulletList, Document, Picture, Story, StoryShape, Table
from demo.truth import Truth, TruthDocument, TruthPicture, TruthWriter

Handler = Callable[[Request, re.Match[str]], Reply]

# Written into rendered pages and replaced when a page is sent: neither may make a page stale.
VIEWS = "\ue000VIEWS\ue000"
CLOCK = "\ue000CLOCK\ue000"
_KEPT_PAGES = 2048

_templates = Environment(
    loader=PackageLoader("demo", "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)
_templates.globals |= {"VIEWS": VIEWS, "CLOCK": CLOCK, "weekday": spelling.weekday}
_templates.tests |= {
    "picture": lambda block: isinstance(block, Picture),
    "table": lambda block: isinstance(block, Table),
    "bullets": lambda block: isinstance(block, BulletList),
    "empty_shell": lambda story: story.shape is StoryShape.EMPTY_SHELL,
    "broken_layout": lambda story: story.shape is StoryShape.BROKEN_LAYOUT,
}


@frozen
class Line:
    """An article as listings, related boxes and home pages show it."""

    slot: Slot
    story: Story
    url: str
    views: int

    @property
    def picture(self) -> Picture | None:
        return self.story.pictures[0] if self.story.pictures else None


class Portal(ABC):
    """Answers for one host. Subclasses give addresses and templates of one platform."""

    platform: ClassVar[str]
    """As source files name it; empty where the page must tell."""
    robots: ClassVar[str]
    page_size: ClassVar[int]
    server_headers: ClassVar[tuple[tuple[str, str], ...]]

    def __init__(self, newsroom: Newsroom, now: Callable[[], datetime]) -> None:
        self.newsroom = newsroom
        self._now = now
        self._views: dict[str, int] = {}
        self._pages: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._routes: list[tuple[re.Pattern[str], Handler]] = [
            (re.compile(pattern), handler)
            for pattern, handler in self._common_routes() + self.routes()
        ]

    @property
    def agency(self) -> Agency:
        return self.newsroom.agency

    @property
    def host(self) -> str:
        return self.agency.host

    # --- What a platform gives ----------------------------------------------------------------

    @abstractmethod
    def routes(self) -> list[tuple[str, Handler]]:
        """Patterns of paths (matched whole) and their handlers, the first that matches answers."""

    @abstractmethod
    def article_path(self, slot: Slot) -> str: ...

    @abstractmethod
    def alias_paths(self, slot: Slot) -> tuple[str, ...]: ...

    @abstractmethod
    def picture_path(self, slot: Slot, picture: Picture) -> str: ...

    @abstractmethod
    def document_path(self, slot: Slot, document: Document) -> str: ...

    @abstractmethod
    def published_raw(self, story: Story) -> str:
        """The publication time as the article page prints it."""

    def published_to_minute(self, story: Story) -> bool:
        return True

    # --- Answering ----------------------------------------------------------------------------

    def respond(self, request: Request) -> Reply:
        reply = self._route(request)
        return reply.with_headers(*self.server_headers)

    def forget_pages(self) -> None:
        """Pages are rendered again: something was changed, removed or restored."""
        self._pages.clear()

    def truth(self, key: str) -> Truth:
        """Raises UnknownArticle."""
        slot, story = self.newsroom.slot(key), self.newsroom.story(key)
        section = self.agency.section(story.sections[0])
        return Truth(
            host=self.host,
            key=key,
            url=self.absolute(self.article_path(slot)),
            alias_urls=tuple(self.absolute(path) for path in self.alias_paths(slot)),
            shape=story.shape,
            title=story.title,
            lead=story.lead,
            writers=tuple(
                TruthWriter(writer.name, writer.position) for writer in story.byline.writers
            ),
            collective=story.byline.collective,
            byline=story.byline.printed,
            published_raw=self.published_raw(story),
            published_at=story.published_at,
            published_to_minute=self.published_to_minute(story),
            modified_at=story.modified_at,
            section=section.title if section else "",
            section_aliases=story.sections,
            source_credit=story.source.printed if story.source else "",
            source_name=story.source.name if story.source else "",
            paragraphs=story.paragraphs,
            list_items=_list_items(story),
            table_captions=_table_captions(story),
            table_cells=_table_cells(story),
            pictures=tuple(
                TruthPicture(
                    self.absolute(self.picture_path(slot, picture)), picture.caption, picture.credit
                )
                for picture in story.pictures
            ),
            documents=tuple(
                TruthDocument(self.absolute(self.document_path(slot, document)), document.title)
                for document in story.documents
            ),
            kind=story.kind,
            occasion=story.occasion,
            honoree=story.honoree,
            years=story.years,
            revision=story.revision,
            is_removed=self.newsroom.is_removed(key),
        )

    # --- For subclasses -----------------------------------------------------------------------

    def absolute(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def lines(self, slots: Sequence[Slot]) -> list[Line]:
        return [
            Line(
                slot, self.newsroom.story(slot.key), self.article_path(slot), self._view_count(slot)
            )
            for slot in slots
        ]

    def page_of(self, section: str, number: int) -> tuple[list[Line], int]:
        """The lines of page `number` (from 1) and how many pages there are."""
        listed = self.newsroom.listed(section)
        start = (number - 1) * self.page_size
        count = max(1, -(-len(listed) // self.page_size))
        return self.lines(listed[start : start + self.page_size]), count

    def render(self, template: str, **values: object) -> str:
        """A page of this portal, clock filled in."""
        return self._stamp(self._render_raw(template, **values))

    def article_page(self, slot: Slot, template: str = "article") -> Reply:
        """The article page; one more view. Rendered once until something changes."""
        text = self._pages.get((slot.key, template))
        if text is None:
            text = self._render_article(slot, template)
            self._pages[slot.key, template] = text
            if len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        self._views[slot.key] = self._views.get(slot.key, 0) + 1
        text = self._stamp(text).replace(VIEWS, str(self._view_count(slot)))
        return html(text, ReplyKind.ARTICLE, article_key=slot.key)

    def not_found(self) -> Reply:
        return html(self.render("not_found"), ReplyKind.NOT_FOUND, status=404)

    def front_page(self) -> str:
        blocks = [
            (section, self.lines(self.newsroom.listed(section.alias)[:5]))
            for section in self.agency.sections
        ]
        return self.render("home", latest=self.lines(self.newsroom.listed()[:6]), blocks=blocks)

    # --- Inside -------------------------------------------------------------------------------

    def _route(self, request: Request) -> Reply:
        for pattern, handler in self._routes:
            if match := pattern.fullmatch(request.path):
                return handler(request, match)
        return self.not_found()

    def _common_routes(self) -> list[tuple[str, Handler]]:
        return [(r"/robots\.txt", self._robots), (r"/assets/(?P<name>[\w.-]+)", self._asset)]

    def _robots(self, request: Request, match: re.Match[str]) -> Reply:
        return binary(self.robots.encode(), "text/plain; charset=utf-8", ReplyKind.ROBOTS)

    def _asset(self, request: Request, match: re.Match[str]) -> Reply:
        name = match["name"]
        if name.endswith(".png"):
            return self.media(name)
        source = files("demo").joinpath("static", name)
        if not name.endswith(".css") or not source.is_file():
            return self.not_found()
        return binary(source.read_bytes(), "text/css; charset=utf-8", ReplyKind.STYLE)

    def media(self, name: str) -> Reply:
        body = build_png(f"{self.host}/{name}")
        etag = f'"{sha256(body).hexdigest()[:16]}"'
        return binary(body, "image/png", ReplyKind.MEDIA).with_headers(("ETag", etag))

    def document(self, name: str) -> Reply:
        reply = binary(build_pdf(name), "application/pdf", ReplyKind.ATTACHMENT)
        return reply.with_headers(("Content-Disposition", f'attachment; filename="{name}"'))

    def _render_article(self, slot: Slot, template: str) -> str:
        story = self.newsroom.story(slot.key)
        newer, older = self.newsroom.neighbours(slot.key, 3)
        return self._render_raw(
            template,
            slot=slot,
            story=story,
            url=self.article_path(slot),
            published_raw=self.published_raw(story),
            section=self.agency.section(story.sections[0]),
            newer=self.lines(newer),
            older=self.lines(older),
        )

    def _render_raw(self, template: str, **values: object) -> str:
        folder = self.host.split(".", 1)[0]
        page = _templates.get_template(f"{folder}/{template}.html.j2")
        return page.render(portal=self, agency=self.agency, **values)

    def _stamp(self, text: str) -> str:
        now = self._now()
        return text.replace(CLOCK, f"{spelling.weekday(now)}, {now:%d/%m/%Y %H:%M:%S}")

    def _view_count(self, slot: Slot) -> int:
        return 40 + slot.number % 1900 + self._views.get(slot.key, 0)


def _list_items(story: Story) -> tuple[str, ...]:
    lists = (block for block in story.blocks if isinstance(block, BulletList))
    return tuple(item for block in lists for item in block.items)


def _table_captions(story: Story) -> tuple[str, ...]:
    return tuple(block.caption for block in story.blocks if isinstance(block, Table))


def _table_cells(story: Story) -> tuple[str, ...]:
    tables = (block for block in story.blocks if isinstance(block, Table))
    return tuple(cell for table in tables for row in (table.header, *table.rows) for cell in row)
