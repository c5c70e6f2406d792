"""A hospital's own CMS, written by some local company: nothing that a platform would give away."""

import json
import re

from demo.exchange import Reply, ReplyKind, Request, html
from demo.newsroom import Slot
from demo.portals.base import Handler, Portal
from demo.portals.spelling import day_and_minute, slug, weekday
from demo.text.story import Document, Picture, Story


class CustomPortal(Portal):
    platform = ""
    robots = "User-agent: *\nDisallow: /noi-bo/\n"
    page_size = 12
    server_headers = (("Server", "nginx/1.18.0"),)

    def routes(self) -> list[tuple[str, Handler]]:
        return [
            (r"/", self._home),
            (r"/bai-viet/(?P<number>\d+)/[\w-]*", self._article),
            (r"/media/\d{4}/\d\d/(?P<name>[\w.-]+)", self._picture),
            (r"/tai-lieu/(?P<name>[\w.-]+\.pdf)", self._document),
            (r"/noi-bo/[\w-]*", self._disallowed),
            (r"/(?P<alias>[\w-]+)", self._section),
        ]

    def article_path(self, slot: Slot) -> str:
        name = slug(self.newsroom.story(slot.key).address_title)
        return f"/bai-viet/{slot.number}/{name}"

    def alias_paths(self, slot: Slot) -> tuple[str, ...]:
        return (f"/bai-viet/{slot.number}/",)

    def picture_path(self, slot: Slot, picture: Picture) -> str:
        return f"/media/{slot.published_at:%Y/%m}/{picture.name}"

    def document_path(self, slot: Slot, document: Document) -> str:
        return f"/tai-lieu/{document.name}"

    def published_raw(self, story: Story) -> str:
        return f"{weekday(story.published_at)}, {day_and_minute(story.published_at)}"

    def json_ld(self, slot: Slot) -> str:
        """schema.org data; about half of the articles, those entered since the last redesign."""
        story = self.newsroom.story(slot.key)
        if slot.number // 8 % 2:
            return ""
        names = [writer.name for writer in story.byline.writers]
        author: dict[str, object] = {"@type": "Person", "name": ", ".join(names)}
        if not names:
            author = {"@type": "Organization", "name": story.byline.collective or self.agency.name}
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.title,
            "description": story.lead,
            "datePublished": story.published_at.isoformat(),
            "author": author,
            "publisher": {"@type": "Organization", "name": self.agency.name},
        }
        if story.modified_at:
            data["dateModified"] = story.modified_at.isoformat(timespec="seconds")
        return json.dumps(data, ensure_ascii=False, indent=1)

    # --- Pages --------------------------------------------------------------------------------

    def _home(self, request: Request, match: re.Match[str]) -> Reply:
        return html(self.front_page(), ReplyKind.HOME)

    def _section(self, request: Request, match: re.Match[str]) -> Reply:
        section = self.agency.section(match["alias"])
        wanted = request.query.get("page", "1")
        if section is None or not wanted.isdigit():
            return self.not_found()
        page = max(1, int(wanted))
        lines, pages = self.page_of(section.alias, page)
        text = self.render("section", section=section, lines=lines, page=page, pages=pages)
        return html(text, ReplyKind.LISTING)

    def _article(self, request: Request, match: re.Match[str]) -> Reply:
        slot = self.newsroom.find(int(match["number"]))
        return self.article_page(slot) if slot else self.not_found()

    def _picture(self, request: Request, match: re.Match[str]) -> Reply:
        return self.media(match["name"])

    def _document(self, request: Request, match: re.Match[str]) -> Reply:
        return self.document(match["name"])

    def _disallowed(self, request: Request, match: re.Match[str]) -> Reply:
        return html(self.render("not_found"), ReplyKind.DISALLOWED)
