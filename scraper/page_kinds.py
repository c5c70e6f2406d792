"""What an answer is, told before it is parsed: the page asked for, or something in its place.

Only answers that say so plainly are judged here, because the verdict holds for articles, listings
and robots.txt alike; what merely lacks the signs of an article is found by extraction. Bot walls
are known by the marks of their makers, never by words alone: they pause a whole source. Marks from
saved pages and from public notes of projects that met them (DOMAIN §7).
"""

import re
from urllib.parse import urlsplit

from attrs import frozen
from lxml import etree
from web_poet import HttpResponse

from archive.records import PageKind
from scraper.errors import NotAnArticle, PageError
from scraper.fields.kinds import notice_on, refusal_of, visible_text
from scraper.fields.shown_text import shows_surely_more
from scraper.pages.document import read_document

FEW_WORDS = 600
"""Characters of visible text below which an answer can be a notice and nothing else."""
_WALL_BYTES = 64 * 1024
_CUT_TAIL = 4096
_UNEXPLAINED = frozenset({PageKind.LISTING, PageKind.EMPTY, PageKind.OTHER})


@frozen
class KindVerdict:
    kind: PageKind
    evidence: str
    is_wall: bool = False
    """A bot wall: proof of a person is asked for, or all of our requests are refused."""


_WALL_MARKS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    (
        "F5 BIG-IP",
        re.compile(rb"<title>\s*Request Rejected\s*</title>[\s\S]*support ID is", re.IGNORECASE),
    ),
    ("Incapsula", re.compile(rb"_Incapsula_Resource[\s\S]*incident[_ ]id", re.IGNORECASE)),
    ("Cloudflare", re.compile(rb"_cf_chl_opt|cf-error-details|<title>Just a moment\.\.\.</title>")),
    ("application firewall", re.compile(rb"<title>\s*Application Firewall Alert", re.IGNORECASE)),
    ("D1N cookie", re.compile(rb"document\.cookie\s*=\s*[\"']D1N=", re.IGNORECASE)),
    (
        "__test cookie",
        re.compile(rb"slowAES\.decrypt|document\.cookie\s*=\s*[\"']__test=", re.IGNORECASE),
    ),
    (
        "DDoS-Guard",
        re.compile(rb"<title>\s*DDoS-Guard|/\.well-known/ddos-guard/js-challenge", re.IGNORECASE),
    ),
    ("Sucuri", re.compile(rb"Sucuri WebSite Firewall|sucuri_cloudproxy_js", re.IGNORECASE)),
    ("Imunify360", re.compile(rb"One moment, please\.\.\.[\s\S]*wsidchk", re.IGNORECASE)),
)
_WALL_HEADERS = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-amzn-waf-action", "", "AWS WAF"),
    ("x-sucuri-block", "", "Sucuri"),
)
_HOME_PATH = re.compile(
    r"/?(?:(?:vi|en|web/guest|web/vi|pages)/?)?(?:(?:home|index|default|trang-chu)(?:\.\w+)?/?)?",
    re.IGNORECASE,
)
_PDF_VIEWER = re.compile(
    rb"class=[\"']?pdfViewer\b|PDFViewerApplication|<(?:embed|object)[^>]+application/pdf"
    rb"|<iframe[^>]+(?:viewer\.html\?file=|/gview\?|\.pdf[\"'?#>\s])",
    re.IGNORECASE,
)
_EMPTY_APP = re.compile(
    rb"<(?:div[^>]+id=[\"']?(?:app|root|__next|__nuxt)[\"']?|app-root)[^>]*>[^<]{0,120}</(?:div|app-root)>",
    re.IGNORECASE,
)
"""At most "loading" stands in it."""
_OPENS_PAGE = re.compile(rb"<(?:html|body)[\s>]", re.IGNORECASE)
_ENDS_PAGE = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)


def judge_answer(response: HttpResponse, asked_url: str) -> KindVerdict | None:
    """What stands in the page's place; None where nothing plain speaks against the answer.

    `asked_url` is the address before redirects.
    """
    body = bytes(response.body)
    is_long = shows_surely_more(body, FEW_WORDS)
    wall = _wall_by_header(response) or (None if is_long else _wall_by_mark(response, body))
    if wall is not None:
        return wall
    home = _sent_home(str(response.url), asked_url)
    return home or (None if is_long else _by_words(response, body))


def told_by_notice(error: PageError, response: HttpResponse) -> PageError:
    """A page found to be no article, where a notice, a viewer or an empty frame explains it.

    What is explained is asked for again later; taken for a list of articles, it would be settled.
    """
    if not isinstance(error, NotAnArticle) or error.kind not in _UNEXPLAINED:
        return error
    body = bytes(response.body)
    if _PDF_VIEWER.search(body):
        return NotAnArticle(error.url, PageKind.EMPTY, "a viewer around a PDF file")
    if _EMPTY_APP.search(body):
        return NotAnArticle(error.url, PageKind.EMPTY, "a frame that scripts fill")
    try:
        notice = notice_on(read_document(response).root)
    except (PageError, NotAnArticle):
        return error
    return error if notice is None else NotAnArticle(error.url, notice.kind, notice.reason)


def is_cut_off(body: bytes) -> bool:
    """An HTML page whose end is missing: a wrong length, or a server that died while sending."""
    return bool(_OPENS_PAGE.search(body[:_CUT_TAIL])) and not _ENDS_PAGE.search(body[-_CUT_TAIL:])


def is_html(response: HttpResponse) -> bool:
    """By the bytes: headers call pages by every name."""
    start = bytes(response.body[:1024]).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(
        (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<title")
    )


def _wall_by_header(response: HttpResponse) -> KindVerdict | None:
    for header, value, maker in _WALL_HEADERS:
        found = response.headers.get(header)
        if found is not None and value in found.lower():
            return _wall_of(maker, f"header {header}: {found}")
    return None


def _wall_by_mark(response: HttpResponse, body: bytes) -> KindVerdict | None:
    if len(body) > _WALL_BYTES:
        return None
    for maker, pattern in _WALL_MARKS:
        mark = pattern.search(body)
        if mark and _has_few_words(response):
            return _wall_of(maker, mark[0][:60].decode("utf-8", "replace"))
    return None


def _wall_of(maker: str, mark: str) -> KindVerdict:
    return KindVerdict(PageKind.CHALLENGE, f"{maker}: {mark}", is_wall=True)


def _sent_home(url: str, asked_url: str) -> KindVerdict | None:
    """ASP.NET and others answer what is not there with a redirect to the home page."""
    here, asked = urlsplit(url), urlsplit(asked_url)
    if "aspxerrorpath=" in here.query.lower():
        return KindVerdict(PageKind.NOT_FOUND, "redirected with aspxerrorpath")
    if url == asked_url or here.path == asked.path or _is_home(asked.path, asked.query):
        return None
    if _is_home(here.path, here.query):
        return KindVerdict(PageKind.NOT_FOUND, f"redirected to the home page {url}")
    return None


def _is_home(path: str, query: str) -> bool:
    return not query and bool(_HOME_PATH.fullmatch(path))


def _by_words(response: HttpResponse, body: bytes) -> KindVerdict | None:
    if not is_html(response) or not body.strip():
        return None
    if not _has_few_words(response):
        return None
    if _PDF_VIEWER.search(body):
        return KindVerdict(PageKind.EMPTY, "a viewer around a PDF file")
    try:
        refusal = refusal_of(read_document(response).root, body)
    except (PageError, NotAnArticle):
        return None
    if refusal is None or (refusal.kind is PageKind.EMPTY and b"<script" not in body.lower()):
        return None
    return KindVerdict(refusal.kind, refusal.reason)


def _has_few_words(response: HttpResponse) -> bool:
    try:
        return len(visible_text(read_document(response).root, FEW_WORDS + 1)) <= FEW_WORDS
    except (PageError, etree.LxmlError):
        return True
