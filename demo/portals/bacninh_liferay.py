"""The Liferay installation of Bắc Ninh, with the province's own news portlet.

Structure after the public notes on bacninh.gov.vn and its departments: details addresses that
carry the *site's* group id, older ones without article id, a slugger that drops đ, section pages
whose list is loaded as JSON from `loadPageURL`.
"""

import re
from hashlib import sha256

from demo.exchange import Reply, ReplyKind, Request, html, json_reply
from demo.newsroom import Slot
from demo.portals.base import Handler, Portal
from demo.portals.spelling import day_and_minute, slug
from demo.text.story import Document, Picture, Story

GROUP_ID = 58210
PORTLET = "newsbycategory_WAR_bacninhportlet"
_FIRST_YEAR_WITH_IDS = 2021
_MOST_RECORDS = 100
_CUT_AT = 220


class BacNinhLiferayPortal(Portal):
    platform = "liferay-bacninh"
    robots = "User-agent: *\nDisallow: /c/\nDisallow: /tim-kiem\n"
    page_size = 10
    server_headers = (
        ("Server", "Apache"),
        ("Liferay-Portal", "Liferay Portal Community Edition 6.2 CE GA6"),
        ("Cache-Control", "private, no-cache, no-store, must-revalidate"),
    )

    _renderings = 0

    def routes(self) -> list[tuple[str, Handler]]:
        return [
            (r"/|(/vi)?/trang-chu|/vi/?", self._home),
            (rf"(/vi|/en)?/[\w-]+/-/details/{GROUP_ID}/(?P<slug>[\w-]+)", self._details),
            (rf"/documents/{GROUP_ID}/\d+/(?P<name>[\w.-]+)/[0-9a-f-]+", self._file),
            (rf"/widget/web/[\w-]+/(?P<alias>[\w-]+)/-/{PORTLET}_INSTANCE_\w+", self._widget),
            (r"/c/portal/login|/tim-kiem", self._disallowed),
            (r"(/vi)?/(?P<alias>[\w-]+)", self._section),
        ]

    def article_path(self, slot: Slot) -> str:
        return f"/news/-/details/{GROUP_ID}/{self._slug(slot)}"

    def alias_paths(self, slot: Slot) -> tuple[str, ...]:
        path = self.article_path(slot)
        return (
            f"/vi{path}",
            path.replace("/news/", f"/{slot.sections[0]}/", 1),
            self._parameter_path(slot),
        )

    def picture_path(self, slot: Slot, picture: Picture) -> str:
        return self._file_path(slot, picture.name)

    def document_path(self, slot: Slot, document: Document) -> str:
        return self._file_path(slot, document.name)

    def published_raw(self, story: Story) -> str:
        return day_and_minute(story.published_at)

    def load_page_url(self, alias: str) -> str:
        """The JSON listing of a section, as its page embeds it."""
        return self.absolute(
            f"/{alias}?p_p_id={self.instance(alias)}&p_p_lifecycle=2&p_p_state=normal&p_p_mode=view"
            "&p_p_resource_id=loadPage&p_p_cacheability=cacheLevelPage&p_p_col_id=column-2"
            "&p_p_col_count=1"
        )

    def instance(self, alias: str) -> str:
        return f"{PORTLET}_INSTANCE_{alias.replace('-', '').title()[:6]}W7kQ3v"

    def tab_path(self, alias: str) -> str:
        """A tab of the home page; `p_p_auth` is another in every rendering."""
        self._renderings += 1
        token = sha256(f"{alias}/{self._renderings}".encode()).hexdigest()[:8]
        return (
            f"/trang-chu?p_p_id=newsbycategoriestab_WAR_bacninhportlet_INSTANCE_reAtUCsvUPAI"
            f"&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&_cateId={alias}&p_p_auth={token}"
        )

    def has_detail_url(self, slot: Slot) -> bool:
        """The endpoint leaves `urlDetail` out of some items."""
        return "-" in slot.key or slot.number % 7 != 3

    # --- Pages --------------------------------------------------------------------------------

    def _home(self, request: Request, match: re.Match[str]) -> Reply:
        return html(self.front_page(), ReplyKind.HOME)

    def _section(self, request: Request, match: re.Match[str]) -> Reply:
        section, query = self.agency.section(match["alias"]), request.query
        if section is None:
            return self.not_found()
        if query.get("p_p_resource_id") == "loadPage":
            return self._load_page(section.alias, query)
        if number := query.get(f"_{PORTLET}_articleId"):
            slot = self.newsroom.find(_whole(number, 0))
            return self.article_page(slot) if slot else self.not_found()
        latest = self.lines(self.newsroom.listed(section.alias)[:5])
        return html(self.render("section", section=section, lines=latest), ReplyKind.LISTING)

    def _widget(self, request: Request, match: re.Match[str]) -> Reply:
        section = self.agency.section(match["alias"])
        if section is None:
            return self.not_found()
        lines, _ = self.page_of(section.alias, 1)
        return html(self.render("widget", lines=lines), ReplyKind.LISTING)

    def _details(self, request: Request, match: re.Match[str]) -> Reply:
        name, _, number = match["slug"].rpartition("-")
        slot = self.newsroom.find(int(number)) if name and number.isdigit() else None
        slot = slot or self._find_old(match["slug"])
        return self.article_page(slot) if slot else self.not_found()

    def _load_page(self, alias: str, query: dict[str, str]) -> Reply:
        number = max(1, _whole(query.get("pageNum", ""), 1))
        size = min(_MOST_RECORDS, max(1, _whole(query.get("recordPerPage", ""), self.page_size)))
        slots = self.newsroom.listed(alias)
        items = [self._item(slot, alias) for slot in slots[(number - 1) * size : number * size]]
        answer = {"items": items, "totalPageNum": -(-len(slots) // size)}
        return json_reply(answer, ReplyKind.LISTING)

    def _item(self, slot: Slot, alias: str) -> dict[str, object]:
        story = self.newsroom.story(slot.key)
        content = "".join(f"<p>{text}</p>" for text in story.paragraphs)
        item: dict[str, object] = {
            "id": slot.number,
            "title": story.title,
            "summary": story.lead,
            "content": content[:_CUT_AT],
            "createdDate": day_and_minute(story.published_at),
        }
        if self.has_detail_url(slot):
            page = "news" if alias == slot.sections[0] else alias
            path = self.article_path(slot).replace("/news/", f"/{page}/", 1)
            item["urlDetail"] = self.absolute(path)
        return item

    def _file(self, request: Request, match: re.Match[str]) -> Reply:
        name = match["name"]
        return self.document(name) if name.endswith(".pdf") else self.media(name)

    def _disallowed(self, request: Request, match: re.Match[str]) -> Reply:
        return html(self.render("not_found"), ReplyKind.DISALLOWED)

    # --- Addresses ----------------------------------------------------------------------------

    def _slug(self, slot: Slot) -> str:
        name = slug(self.newsroom.story(slot.key).address_title, drops_d=True)
        return name if self._is_old(slot) else f"{name}-{slot.number}"

    def _is_old(self, slot: Slot) -> bool:
        """Addresses of early articles carry no id; only pinned articles are that old here."""
        is_pinned = slot.key in self.newsroom.pinned_keys
        return is_pinned and slot.published_at.year < _FIRST_YEAR_WITH_IDS

    def _find_old(self, name: str) -> Slot | None:
        slots = (self.newsroom.slot(key) for key in self.newsroom.pinned_keys)
        for slot in slots:
            if self._is_old(slot) and self._slug(slot) == name:
                return self.newsroom.find(slot.number)
        return None

    def _parameter_path(self, slot: Slot) -> str:
        return f"/{slot.sections[0]}?p_p_id={PORTLET}&p_p_lifecycle=0&_{PORTLET}_articleId={slot.number}"

    def _file_path(self, slot: Slot, name: str) -> str:
        folder = GROUP_ID + 700 + slot.number % 90
        unique = f"{slot.number:08x}-58d2-4c1b-9a77-{slot.number * 4099 % 2**48:012x}"
        moment = int(slot.published_at.timestamp()) * 1000
        return f"/documents/{GROUP_ID}/{folder}/{name}/{unique}?t={moment}"


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdigit() else otherwise
