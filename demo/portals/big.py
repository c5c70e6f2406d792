"""A portal that is large and awkward: many sections, every way of paging, and nothing that lists all.

Twenty sections with overlaps: numbered "?page=", numbered paths, one link to older entries, ASP.NET
postback and a JSON endpoint behind "load more". Beyond the last page the last one is shown again, a
calendar pages for ever, links carry session ids and trackers, a second host name mirrors the first.
The feed has the last twenty entries, some of them in no section; the sitemap has what no section
lists any more, and addresses that are gone.
"""

from email.utils import format_datetime
from hashlib import sha256
from html import escape
from random import Random
from urllib.parse import parse_qs

from demo.exchange import Reply, ReplyKind, Request, binary, html, json_reply
from demo.portals.big_articles import (
    FEED_LENGTH,
    SECTIONS,
    BigArticle,
    compose_article,
    in_no_cms,
    in_nukeviet,
)

HOST = "tonghop.vinhlac.test"
MIRROR = f"www.{HOST}"
PAGE_SIZE = 25
_STYLES = ("query",) * 6 + ("path",) * 6 + ("next",) * 4 + ("postback",) * 2 + ("json",) * 2
_SECTION_NAMES = (
    "Tin tức sự kiện", "Thông báo", "Chính trị", "Kinh tế", "Văn hóa", "Xã hội", "Giáo dục", "Y tế",
    "Khoa học công nghệ", "Chuyển đổi số", "Cải cách hành chính", "Thi đua khen thưởng", "Nông thôn mới",
    "An ninh quốc phòng", "Hoạt động lãnh đạo", "Tin địa phương", "Báo chí xuất bản", "Gương người tốt",
    "Nghiên cứu trao đổi", "Tin tổng hợp",
)  # fmt: skip


class BigPortal:
    """Deterministic for (articles, seed); the articles are `articles`, newest first.

    `is_nukeviet` says whether they stand in the layout of NukeViet or in one that no CMS has.
    """

    def __init__(self, articles: int = 5000, seed: int = 7, *, is_nukeviet: bool = False) -> None:
        self.platform = "nukeviet" if is_nukeviet else ""
        self._layout = in_nukeviet if is_nukeviet else in_no_cms
        rng = Random(seed)
        self.articles = [
            compose_article(number, articles, rng) for number in range(articles, 0, -1)
        ]
        self._by_number = {article.number: article for article in self.articles}
        self._sections = [
            [article for article in self.articles if index in article.sections]
            for index in range(SECTIONS)
        ]

    @property
    def urls(self) -> list[str]:
        """The address of every article, each once."""
        return [f"http://{HOST}{article.path}" for article in self.articles]

    @property
    def section_urls(self) -> list[str]:
        return [f"http://{HOST}/chuyen-muc/{index}" for index in range(SECTIONS)]

    def respond(self, request: Request) -> Reply:
        parts = request.path.strip("/").split("/")
        if request.path == "/robots.txt":
            text = f"User-agent: *\nDisallow: /quan-tri/\nSitemap: http://{HOST}/sitemap.xml\n"
            return binary(text.encode(), "text/plain", ReplyKind.ROBOTS)
        if request.path == "/rss/moi-nhat.rss":
            return self._feed()
        if request.path in ("/sitemap.xml", "/sitemap-1.xml"):
            return self._sitemap(is_index=request.path == "/sitemap.xml")
        if parts[0] == "bai-viet":
            return self._article(parts[-1])
        if parts[0] == "api":
            return self._json(int(request.query["muc"]), int(request.query["page"]))
        if parts[0] == "chuyen-muc" and len(parts) > 1 and parts[1].isdigit():
            return self._section(request, int(parts[1]), parts[2:])
        if parts[0] == "lich":
            return self._calendar(request)
        return self._home() if request.path == "/" else _not_found()

    # --- Pages --------------------------------------------------------------------------------

    def _home(self) -> Reply:
        menu = "".join(
            f'<li><a href="/chuyen-muc/{index}">{name}</a></li>'
            for index, name in enumerate(_SECTION_NAMES)
        )
        body = f"<nav><ul class='menu'>{menu}</ul></nav>{_rows(self.articles[:8])}"
        return _page("Cổng tổng hợp tỉnh Vĩnh Lạc", body, ReplyKind.HOME)

    def _section(self, request: Request, index: int, rest: list[str]) -> Reply:
        if not 0 <= index < SECTIONS:
            return _not_found()
        style = _STYLES[index]
        wanted = _wanted_page(request, style, rest)
        listed = self._sections[index]
        pages = max(1, -(-len(listed) // PAGE_SIZE))
        number = min(wanted, pages)  # whoever asks beyond the end sees the last page again
        shown = listed[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        body = _rows(shown, decorate=True) + _pager(index, style, number, pages)
        return _page(_SECTION_NAMES[index], body, ReplyKind.LISTING)

    def _json(self, index: int, number: int) -> Reply:
        listed = self._sections[index]
        pages = -(-len(listed) // PAGE_SIZE)
        shown = listed[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        items = [
            {
                "id": a.number,
                "url": a.path,
                "title": a.title,
                "date": f"{a.published_at:%d/%m/%Y %H:%M}",
            }
            for a in shown
        ]
        return json_reply({"data": {"items": items}, "totalPages": pages}, ReplyKind.LISTING)

    def _calendar(self, request: Request) -> Reply:
        month = int(request.query.get("thang", "1"))
        year = int(request.query.get("nam", "2026")) + month // 12
        link = f'<a class="next" rel="next" href="/lich?thang={month % 12 + 1}&amp;nam={year}">Trang sau</a>'
        return _page("Lịch công tác", f'<div class="pagination">{link}</div>', ReplyKind.LISTING)

    def _article(self, name: str) -> Reply:
        number = name.removesuffix(".html").rpartition("-")[2]
        article = self._by_number.get(int(number)) if number.isdigit() else None
        if article is None or not name.startswith(article.slug):
            return _not_found()
        body = self._layout(article)
        return _page(article.title, body, ReplyKind.ARTICLE, str(article.number))

    # --- Machine-readable ---------------------------------------------------------------------

    def _feed(self) -> Reply:
        items = "".join(
            f"<item><title>{escape(a.title)}</title><link>http://{MIRROR}{a.path}?utm_source=rss</link>"
            f"<pubDate>{format_datetime(a.published_at)}</pubDate></item>"
            for a in self.articles[:FEED_LENGTH]
        )
        text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Mới nhất</title>{items}</channel></rss>'
        return _tagged(binary(text.encode(), "text/xml; charset=utf-8", ReplyKind.FEED))

    def _sitemap(self, *, is_index: bool) -> Reply:
        space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        if is_index:
            text = f"<sitemapindex {space}><sitemap><loc>http://{HOST}/sitemap-1.xml</loc></sitemap></sitemapindex>"
            return _tagged(binary(text.encode(), "text/xml", ReplyKind.FEED))
        kept = [f"<loc>http://{HOST}{a.path}</loc>" for a in self.articles if a.in_sitemap]
        gone = [f"<loc>http://{HOST}/bai-viet/tin-da-go-{10**6 + n}.html</loc>" for n in range(15)]
        sections = [f"<loc>{url}</loc>" for url in self.section_urls]
        urls = "".join(f"<url>{loc}</url>" for loc in (*kept, *gone, *sections))
        text = f"<urlset {space}>{urls}</urlset>"
        return _tagged(binary(text.encode(), "text/xml", ReplyKind.FEED))


def _rows(articles: list[BigArticle], *, decorate: bool = False) -> str:
    return "<ul class='list'>" + "".join(_row(a, decorate=decorate) for a in articles) + "</ul>"


def _row(article: BigArticle, *, decorate: bool) -> str:
    """Every third link goes to the mirror, every fourth carries a session or a tracker."""
    host = f"http://{MIRROR}" if decorate and article.number % 3 == 0 else ""
    query = (
        f"?utm_campaign=muc&PHPSESSID={article.number:08x}"
        if decorate and article.number % 4 == 0
        else ""
    )
    return (
        f'<li><a href="{host}{article.path}{escape(query)}">{escape(article.title)}</a> '
        f"<span>{article.published_at:%d/%m/%Y %H:%M}</span></li>"
    )


def _wanted_page(request: Request, style: str, rest: list[str]) -> int:
    if style in ("query", "next"):
        value = request.query.get("page", request.query.get("tu", "1"))
    elif style == "path":
        value = rest[0].removeprefix("trang-") if rest else "1"
    elif style == "postback" and request.method == "POST":
        value = _posted_page(request)
    else:
        value = "1"
    return max(1, int(value)) if value.isdigit() else 1


def _posted_page(request: Request) -> str:
    """The state has to come back as it was given, as ASP.NET insists."""
    form = {name: values[-1] for name, values in parse_qs(request.body.decode()).items()}
    argument = form.get("__EVENTARGUMENT", "")
    is_intact = form.get("__VIEWSTATE", "").startswith("dDwt") and "__EVENTVALIDATION" in form
    return argument.removeprefix("Page$") if is_intact else "1"


def _pager(index: int, style: str, number: int, pages: int) -> str:
    base = f"/chuyen-muc/{index}"
    shown = range(max(1, number - 3), min(pages, number + 4) + 1)
    trap = '<a href="/lich?thang=1&amp;nam=2026">1/2026</a>'
    if style == "query":
        links = "".join(f'<a href="{base}?page={n}">{n}</a>' for n in shown if n != number)
        return f'<div class="pagination">{links}{trap}</div>'
    if style == "path":
        links = "".join(f'<a href="{base}/trang-{n}">{n}</a>' for n in shown if n != number)
        return f'<div class="pagination">{links}<a href="{base}/trang-{number + 1}">&gt;</a></div>'
    if style == "next":
        return f'<div class="pager"><a rel="next" href="{base}?tu={number + 1}">Trang sau</a></div>'
    if style == "json":
        return f'<button data-url="/api/bai?muc={index}&amp;page=2">Xem thêm</button>'
    links = "".join(
        f"<a href=\"javascript:__doPostBack('ctl00$grid','Page${n}')\">{n}</a>"
        for n in shown
        if n != number
    )
    hidden = f'<input type="hidden" name="__VIEWSTATE" value="dDwt{number}"/>'
    hidden += '<input type="hidden" name="__EVENTVALIDATION" value="/wEW"/>'
    return f'<form method="post" action="{base}">{hidden}<div class="pg">{links}</div></form>'


def _chrome() -> str:
    """Menus and scripts: on real portals most of a page is not the article."""
    links = "".join(
        f'<li class="nav-item level-{n % 3}"><a class="nav-link" href="/gioi-thieu/muc-{n}" title="Mục {n}">'
        f"Chuyên trang số {n}</a></li>"
        for n in range(160)
    )
    script = "".join(
        f"window.portal.slots[{n}]={{id:'box{n}',refresh:{n * 60}}};" for n in range(120)
    )
    return f'<nav class="menu"><ul>{links}</ul></nav><script>{script}</script>'


_CHROME = _chrome()


def _page(title: str, body: str, kind: ReplyKind, key: str = "") -> Reply:
    text = (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{escape(title)}</title></head>"
        f"<body><header><h2>Cổng tổng hợp tỉnh Vĩnh Lạc</h2></header>{_CHROME}{body}"
        "<footer><p>Cơ quan chủ quản: Ủy ban nhân dân tỉnh Vĩnh Lạc</p></footer></body></html>"
    )
    return html(text, kind, article_key=key)


def _tagged(reply: Reply) -> Reply:
    """Files carry an ETag, as web servers give it; section pages are made for each visitor."""
    return reply.with_headers(("ETag", f'"{sha256(reply.body).hexdigest()[:16]}"'))


def _not_found() -> Reply:
    return html("<h1>404</h1><p>Không tìm thấy trang.</p>", ReplyKind.NOT_FOUND, status=404)
