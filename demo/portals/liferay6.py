"""Liferay 6.2 with an asset publisher that adds `/-/view_content/`: the Hà Nội department form."""

import re

from demo.exchange import Reply, ReplyKind, Request, html
from demo.newsroom import Slot
from demo.portals.base import Handler, Portal
from demo.portals.spelling import day_and_half_day, slug
from demo.text.story import Document, Picture, Story

_FIRST_YEAR_WITH_TIMES = 2019


class Liferay6Portal(Portal):
    platform = "liferay6"
    robots = "User-agent: *\nCrawl-delay: 0\nDisallow: /c/\nDisallow: /group/\n"
    page_size = 15
    server_headers = (
        ("Server", "Apache-Coyote/1.1"),
        ("Liferay-Portal", "Liferay Portal Community Edition 6.2 CE GA4 (Newton / Build 6201)"),
        ("Cache-Control", "private, no-cache, no-store, must-revalidate"),
    )

    def routes(self) -> list[tuple[str, Handler]]:
        article = r"(?P<number>\d+)-[\w-]*(\.html)?"
        return [
            (r"/|(/vi)?/trang-chu|/vi/?", self._home),
            (rf"(/vi)?/[\w-]+/-/view_content/{article}", self._article),
            (rf"(/vi)?/[\w-]+/-/view_content/pop_up/{article}", self._print_view),
            (r"/documents/\d+/\d+/(?P<name>[\w.-]+)", self._file),
            (r"/c/portal/login|/group/noi-bo", self._disallowed),
            (r"(/vi)?/(?P<alias>[\w-]+)", self._section),
        ]

    def article_path(self, slot: Slot) -> str:
        return self._path_in(slot.sections[0], slot)

    def alias_paths(self, slot: Slot) -> tuple[str, ...]:
        others = tuple(self._path_in(alias, slot) for alias in slot.sections[1:])
        name = self.article_path(slot).rsplit("/", 1)[1]
        return (
            f"/vi{self.article_path(slot)}",
            self.article_path(slot).removesuffix(".html"),
            f"/{slot.sections[0]}/-/view_content/pop_up/{name}?_101_viewMode=print",
            self._parameter_path(slot),
            *others,
        )

    def picture_path(self, slot: Slot, picture: Picture) -> str:
        return f"/documents/554210/{slot.number}/{picture.name}"

    def document_path(self, slot: Slot, document: Document) -> str:
        return f"/documents/554210/{slot.number}/{document.name}"

    def published_raw(self, story: Story) -> str:
        if not self.published_to_minute(story):
            return f"{story.published_at:%d/%m/%Y} | 12:00 AM"
        return day_and_half_day(story.published_at, padded=False)

    def published_to_minute(self, story: Story) -> bool:
        """Items carried over from the former site have a day and midnight."""
        return story.published_at.year >= _FIRST_YEAR_WITH_TIMES

    def listed_at(self, story: Story) -> str:
        if not self.published_to_minute(story):
            return self.published_raw(story)
        return day_and_half_day(story.published_at, padded=True)

    def login(self, slot: Slot) -> str:
        """The CMS user who entered the article, printed under it: not its author."""
        return ("admin admin", "Pho Ban bien tap", "Lưu Thị Thanh Nhung")[slot.number // 8 % 3]

    def page_path(self, alias: str, number: int) -> str:
        return (
            f"/{alias}?p_p_id=101&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&p_p_col_id=column-1"
            "&p_p_col_pos=1&p_p_col_count=2&_101_delta=15&_101_keywords=&_101_advancedSearch=false"
            f"&_101_andOperator=true&p_r_p_564233524_resetCur=false&_101_cur={number}"
        )

    # --- Pages --------------------------------------------------------------------------------

    def _home(self, request: Request, match: re.Match[str]) -> Reply:
        return html(self.front_page(), ReplyKind.HOME)

    def _section(self, request: Request, match: re.Match[str]) -> Reply:
        section, query = self.agency.section(match["alias"]), request.query
        if section is None:
            return self.not_found()
        if number := query.get("_101_assetEntryId"):
            return self._answer(number, "article")
        wanted = query.get("_101_cur", "1")
        page = max(1, int(wanted)) if wanted.isdigit() else 1
        _, pages = self.page_of(section.alias, 1)
        page = min(page, pages)  # Liferay shows the last page to whoever asks beyond it
        lines, _ = self.page_of(section.alias, page)
        text = self.render("section", section=section, lines=lines, page=page, pages=pages)
        return html(text, ReplyKind.LISTING)

    def _article(self, request: Request, match: re.Match[str]) -> Reply:
        return self._answer(match["number"], "article")

    def _print_view(self, request: Request, match: re.Match[str]) -> Reply:
        return self._answer(match["number"], "print")

    def _answer(self, number: str, template: str) -> Reply:
        slot = self.newsroom.find(int(number)) if number.isdigit() else None
        return self.article_page(slot, template) if slot else self.not_found()

    def _file(self, request: Request, match: re.Match[str]) -> Reply:
        name = match["name"]
        return self.document(name) if name.endswith(".pdf") else self.media(name)

    def _disallowed(self, request: Request, match: re.Match[str]) -> Reply:
        return html(self.render("not_found"), ReplyKind.DISALLOWED)

    def _path_in(self, alias: str, slot: Slot) -> str:
        name = slug(self.newsroom.story(slot.key).address_title)
        return f"/{alias}/-/view_content/{slot.number}-{name}.html"

    def _parameter_path(self, slot: Slot) -> str:
        """The address form of the same platform's former years."""
        return (
            f"/{slot.sections[0]}?p_p_id=101&p_p_lifecycle=0&p_p_state=maximized&p_p_mode=view"
            f"&_101_struts_action=%2Fasset_publisher%2Fview_content&_101_assetEntryId={slot.number}"
            "&_101_type=content"
        )
