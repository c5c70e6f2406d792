"""Pages of a site itself on the layout of its articles: organisation chart, directory, contact.

A CMS shows them with the page object of its news, so the layout is no sign of an article. What is
asked for is what only news have: a date of publication, a writer, a source, an address or a section
of news. A page that has none of these and reads like news all the same is left alone: portals
print articles without any.
"""

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from archive.records import PageKind
from archive.text import fold
from scraper.errors import NotAnArticle
from scraper.fields.titles import ends_sentence

if TYPE_CHECKING:
    from scraper.pages.base import ArticlePage

_OF_BODY = r"(?:\s+(?:cua|ve|cac|cho)?\s*(?:so|ubnd|uy ban|hdnd|xa|phuong|huyen|tinh|thanh pho|quan|thi xa|thi tran|truong|trung tam|cuc|chi cuc|phong|ban|benh vien|vien|toa|bo|co quan|don vi|nha truong|dia phuong|linh vuc|cong)\b.*)?"
# Folded: without marks and in lower case.
_NEVER_NEWS = re.compile(
    r"(?:(?:thong tin )?lien he(?: (?:voi )?chung toi)?(?: - gop y)?|gop y|so do (?:site|trang|trang web|website|web|cong|cong thong tin)|site ?map"
    rf"|danh ba(?: (?:dien thoai|co quan|dien tu|can bo|lien he|thu dien tu|email))*{_OF_BODY}|hom thu gop y|duong day nong|ban do hanh chinh{_OF_BODY})"
)
_SELDOM_NEWS = re.compile(
    rf"(?:(?:gioi thieu|tong quan)(?: (?:chung|tong quan|so luoc))?{_OF_BODY}|(?:so do )?(?:co cau|bo may)(?:,? bo may)? to chuc(?: bo may)?{_OF_BODY}|so do to chuc{_OF_BODY}"
    rf"|chuc nang(?:,| va| -)? ?(?:nhiem vu)?(?:,? (?:va )?quyen han)?{_OF_BODY}|lich tiep (?:cong )?dan{_OF_BODY}|lich su (?:hinh thanh|phat trien)(?:,? (?:va )?phat trien)?{_OF_BODY}"
    rf"|ban (?:lanh dao|giam doc|giam hieu)|lanh dao (?:so|don vi|co quan|cac thoi ky|qua cac thoi ky)(?: qua cac thoi ky)?|to chuc bo may{_OF_BODY}|dieu kien tu nhien{_OF_BODY})"
)
_NEWS_FOLDER = re.compile(
    r"^(?:(?:tin|news|thong-bao|su-kien|bai-viet|hoat-dong|article)(?:-.*)?|.*-(?:tin|tin-tuc|su-kien|hoat-dong))$"
)
_REACHED = re.compile(r"(?<![\d/.])(?:\+84|0)[\d.\s()-]{8,13}\d(?![\d/])|[\w.+-]+@[\w-]+\.[\w.]+")
_ENTRIES, _SENTENCES = 4, 2
_SURE = 0.8
"""Below it a date that merely stands beside the title: a clock of the page may."""


def is_never_news(title: str) -> bool:
    """Whether the title is that of a page no portal publishes as news: "Liên hệ", "Sơ đồ cổng"."""
    return bool(_NEVER_NEWS.fullmatch(fold(title).strip(" .:")))


def is_seldom_news(title: str) -> bool:
    """Whether the title is that of a page about a body: "Cơ cấu tổ chức", "Giới thiệu chung"."""
    return bool(_SELDOM_NEWS.fullmatch(fold(title).strip(" .:")))


def require_news(page: "ArticlePage") -> None:
    """Raises NotAnArticle for a page about the site or its body that shows no sign of news."""
    if page.authors:
        return
    if is_never_news(page.title):
        _refuse(page, "its title")
    if page.body.signing.byline_lines or page.body.signing.credit:
        return
    if is_seldom_news(page.title):
        if not (_printed_date(page) >= _SURE or _is_among_news(page)):
            _refuse(page, "its title, and neither date nor writer")
        return
    if _printed_date(page) or page.lead or _is_among_news(page):
        return
    text = page.body.text
    sentences = sum(len(line) > 60 and ends_sentence(line) for line in text.split("\n"))
    if sentences < _SENTENCES and len(_REACHED.findall(text)) >= _ENTRIES:
        _refuse(page, "rows of telephones and addresses")


def _printed_date(page: "ArticlePage") -> float:
    """Confidence in a date that the page prints; 0 without one, and for that of the head, which
    dates every page.
    """
    if page.published is None:
        return 0.0
    rule = page.rules["published_at"]
    return 0.0 if rule.rule.startswith("meta ") else rule.confidence


def _is_among_news(page: "ArticlePage") -> bool:
    """Whether a folder of the address, or the section that the page names, is one of news."""
    folders = unquote(urlsplit(str(page.response.url)).path).lower().strip("/").split("/")[:-1]
    section = re.sub(r"\W+", "-", fold(page.section)).strip("-")
    return any(_NEWS_FOLDER.match(name) for name in (*folders, section))


def _refuse(page: "ArticlePage", sign: str) -> None:
    reason = f"a page about the site or its body ({sign})"
    raise NotAnArticle(str(page.response.url), PageKind.OTHER, reason)
