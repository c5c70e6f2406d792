"""NukeViet 4 on a server whose texts are stored decomposed (Unicode NFD)."""

import re
import unicodedata
from email.utils import format_datetime

from attrs import evolve

from demo.exchange import Reply, ReplyKind, Request, binary, html, redirect
from demo.newsroom import Slot
from demo.portals.base import Handler, Portal
from demo.portals.spelling import slug, weekday
from demo.text.province import Section
from demo.text.story import Document, Picture, Story

_FEED_LENGTH = 20


class NukeVietPortal(Portal):
    platform = "nukeviet"
    robots = "User-agent: *\nDisallow: /admin/\nDisallow: /vi/users/\nDisallow: /vi/seek/\n"
    page_size = 20
    server_headers = (("Server", "nginx"), ("X-Powered-By", "PHP/7.4.33"))

    def routes(self) -> list[tuple[str, Handler]]:
        section = r"(?P<alias>[A-Z][\w-]*)"
        article = section + r"/(?P<slug>[\w-]+)-(?P<number>\d+)\.html"
        return [
            (r"/", self._root),
            (r"/vi/|/vi/news/", self._home),
            (r"/vi/news/rss/", self._feed_of_all),
            (rf"/vi/news/rss/{section}/", self._feed),
            (rf"/vi/news/print/{article}", self._print_view),
            (rf"/vi/news/savefile/{article}", self._print_view),
            (rf"/vi/news/{article}", self._article),
            (rf"/vi/news/{section}/", self._section),
            (rf"/vi/news/{section}/page-(?P<page>\d+)(/|\.html)", self._section),
            (r"/uploads/news/\d{4}_\d\d/(?P<name>[\w.-]+)", self._picture),
            (r"/admin/|/vi/users/login/|/vi/seek/", self._disallowed),
        ]

    def respond(self, request: Request) -> Reply:
        reply = super().respond(request)
        if reply.kind in (ReplyKind.MEDIA, ReplyKind.ATTACHMENT, ReplyKind.STYLE):
            return reply
        return evolve(reply, body=unicodedata.normalize("NFD", reply.body.decode()).encode())

    def article_path(self, slot: Slot) -> str:
        return f"/vi/news/{self._name(slot)}"

    def alias_paths(self, slot: Slot) -> tuple[str, ...]:
        name = self._name(slot)
        return (f"/vi/news/print/{name}", f"/vi/news/savefile/{name}")

    def picture_path(self, slot: Slot, picture: Picture) -> str:
        return f"/uploads/news/{slot.published_at:%Y_%m}/{picture.name}"

    def document_path(self, slot: Slot, document: Document) -> str:
        return f"{self.article_path(slot)}?download=1&id=0"

    def published_raw(self, story: Story) -> str:
        return f"{weekday(story.published_at)} - {story.published_at:%d/%m/%Y %H:%M}"

    def meta_time(self, story: Story) -> str:
        """The platform's own form of `article:published_time`, which is not ISO 8601."""
        return f"{story.published_at:%Y-%m-%dICT%H:%M:%S}"

    # --- Pages --------------------------------------------------------------------------------

    def _root(self, request: Request, match: re.Match[str]) -> Reply:
        return redirect(self.absolute("/vi/"))

    def _home(self, request: Request, match: re.Match[str]) -> Reply:
        return html(self.front_page(), ReplyKind.HOME)

    def _section(self, request: Request, match: re.Match[str]) -> Reply:
        section = self.agency.section(match["alias"])
        page = int(match.groupdict().get("page") or 1)
        if section is None:
            return self.not_found()
        lines, pages = self.page_of(section.alias, page)
        if not 1 <= page <= pages:
            return self.not_found()
        text = self.render("section", section=section, lines=lines, page=page, pages=pages)
        return html(text, ReplyKind.LISTING)

    def _article(self, request: Request, match: re.Match[str]) -> Reply:
        slot = self.newsroom.find(int(match["number"]))
        if slot is None:
            return self.not_found()
        if request.query.get("download"):
            documents = self.newsroom.story(slot.key).documents
            return self.document(documents[0].name) if documents else self.not_found()
        if request.path != self.article_path(slot):
            return redirect(self.absolute(self.article_path(slot)))
        return self.article_page(slot)

    def _print_view(self, request: Request, match: re.Match[str]) -> Reply:
        slot = self.newsroom.find(int(match["number"]))
        return self.article_page(slot, "print") if slot else self.not_found()

    def _feed_of_all(self, request: Request, match: re.Match[str]) -> Reply:
        return self._build_feed(None)

    def _feed(self, request: Request, match: re.Match[str]) -> Reply:
        section = self.agency.section(match["alias"])
        return self._build_feed(section) if section else self.not_found()

    def _build_feed(self, section: Section | None) -> Reply:
        slots = self.newsroom.listed(section.alias if section else "")[:_FEED_LENGTH]
        items = [(line, format_datetime(line.slot.published_at)) for line in self.lines(slots)]
        text = self.render("rss", section=section, items=items)
        return binary(text.encode(), "text/xml; charset=utf-8", ReplyKind.FEED)

    def _picture(self, request: Request, match: re.Match[str]) -> Reply:
        return self.media(match["name"])

    def _disallowed(self, request: Request, match: re.Match[str]) -> Reply:
        return html(self.render("not_found"), ReplyKind.DISALLOWED)

    def _name(self, slot: Slot) -> str:
        name = slug(self.newsroom.story(slot.key).address_title)
        return f"{slot.sections[0]}/{name}-{slot.number}.html"
