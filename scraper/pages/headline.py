"""The headline of a page without a known layout."""

import re
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from attrs import frozen

from archive.text import fold, fold_space, slugify
from scraper.fields.dates import read_date
from scraper.fields.select import Node, node_text
from scraper.fields.titles import ends_sentence, reads_as_site, split_title

_LABEL = re.compile(
    r"^(?:chi\s+tiết(?:\s+tin)?(?:\s+tức)?|tin\s+tức(?:\s*[-–]\s*sự\s+kiện)?|thông\s+báo|tin\s+nổi\s+bật|nội\s+dung|trang\s+chủ|liên\s+kết.*"
    r"|danh\s+mục|số\s+lượ(?:ng|t)\b.*|thống\s+kê.*|tìm\s+kiếm|đăng\s+ký.*|văn\s+bản.*|bản\s+đồ|menu.*|video|hình\s+ảnh|thư\s+viện.*|ý\s+kiến.*)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_SIDE = re.compile(
    r"(?:^|[\s_-])(?:portlet|widget|sidebar|menu|footer|block-title|module-title|panel-title|relat|khac|modal|popup)",
    re.IGNORECASE,
)


@frozen
class Headline:
    text: str
    node: Node
    is_confirmed: bool
    """Whether the head of the page or the address repeats it."""


@frozen
class Candidate:
    text: str
    node: Node
    confirmation: float
    """Weight of what repeats the text in the head of the page or its address; 0 for nothing."""


def find_candidates(nodes: list[Node], declared: str, url: str) -> list[Candidate]:
    """Those of `nodes` that may be the headline: no labels of boxes ("Chi tiết tin"), no names of sites."""
    repeated = _Repeated(
        _words(declared), [_words(part) for part in split_title(declared)], _slug(url)
    )
    found = []
    for node in nodes:
        text = node_text(node)
        if not 6 <= len(text) <= 300:
            continue
        confirmation = _confirmation(text, repeated)
        if confirmation or not (_LABEL.match(text) or reads_as_site(text)):
            found.append(Candidate(text, node, confirmation))
    return found


def choose_headline(
    candidates: list[Candidate], places: dict[Node, int], container: Node | None
) -> Headline | None:
    """The heading that the head or the address repeats, else the nearest above the text.

    Without a container only a confirmed heading counts.
    """
    titles = frozenset(one.node for one in candidates)
    text_at = first_text_at(container, places, titles) if container is not None else None
    best: tuple[float, Headline] | None = None
    for one in candidates:
        if not one.confirmation and text_at is None:
            continue
        score = one.confirmation + _score(one.node, one.text, places[one.node], text_at)
        if score > 0 and (best is None or score > best[0]):
            best = (score, Headline(one.text, one.node, one.confirmation > 0))
    return best[1] if best else None


_PROMINENT = frozenset(["b", "strong", "big", "h5", "h6", "u"])
_STYLED = re.compile(r"font-size|font-weight:\s*(?:bold|[6-9]00)|color\s*:", re.IGNORECASE)
_CENTRED = re.compile(r"text-align:\s*center", re.IGNORECASE)
_LETTERS = 4
_TEXT_TAGS = frozenset(
    ["div", "p", "span", "td", "font", "center", "b", "strong", "big", "u", "h5", "h6", "label"]
)
_WITHIN = 60
"""Elements above the text in which an unnamed headline may stand."""


def infer_headline(places: dict[Node, int], container: Node) -> Headline | None:
    """The most prominent short line right above the text, where nothing names or confirms one.

    A lead is a sentence and ends as one; a headline does not.
    """
    text_at = first_text_at(container, places)
    nodes = list(islice(places, max(0, text_at - _WITHIN), text_at))
    best: tuple[float, Headline] | None = None
    lines_between = 0
    for node in reversed(nodes):
        text = fold_space(node.text or "")
        if node.tag in ("script", "style", "a") or len(text) < _LETTERS:
            continue
        lines_between += 1
        if not _may_be_headline(node, text) or len(whole := node_text(node)) > 250:
            continue
        score = _prominence(node, whole) - 0.15 * lines_between
        if best is None or score > best[0]:
            best = (score, Headline(whole, node, is_confirmed=False))
    return best[1] if best and best[0] > 0 else None


def _may_be_headline(node: Node, text: str) -> bool:
    if node.tag not in _TEXT_TAGS or not _reads_as_headline(text):
        return False
    if next(node.iterancestors("a", "li"), None) is not None:
        return False
    return next(node.iter("a"), None) is None


def _reads_as_headline(text: str) -> bool:
    words = len(text.split())
    if not 4 <= words <= 40 or text.endswith((".", ";", ",", ":")):
        return False
    reading = read_date(text)
    if reading is not None and len(text) - len(reading.raw) < 40:
        return False
    return not (_LABEL.match(text) or reads_as_site(text))


def _prominence(node: Node, text: str) -> float:
    """How much the markup sets the line apart."""
    score = 0.5 + 0.7 * text.isupper()
    inner: Node | None = node
    for _ in range(3):
        if inner is None or node_text(inner) != text:
            break
        score += 1.0 * (inner.tag in _PROMINENT)
        score += 1.0 * (inner.tag == "font" and inner.get("size", "") >= "3")
        score += 0.6 * bool(_STYLED.search(inner.get("style", "")))
        score += 0.4 * (inner.tag == "center" or inner.get("align") == "center")
        score += 0.4 * bool(_CENTRED.search(inner.get("style", "")))
        inner = inner.getparent()
    return score


class _Repeated(NamedTuple):
    """What may repeat a headline."""

    declared: set[str]
    """Words of the head's title, and of each part of it in `parts`."""
    parts: list[set[str]]
    slug: str
    """End of the address."""


def _confirmation(text: str, by: _Repeated) -> float:
    """Weight of what repeats the text: the head's title, a part of it, the address."""
    words = _words(text)
    if _say_the_same(words, by.declared) or _in_address(text, by.slug):
        return 6.0
    if words not in by.parts or _LABEL.match(text):
        return 0.0
    return 4.5 if words == by.parts[0] else 2.0


def _slug(url: str) -> str:
    return fold(unquote(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]))


def first_text_at(
    container: Node, places: dict[Node, int], titles: frozenset[Node] = frozenset()
) -> int:
    """Place of the first long text in the container that is none of `titles`: a headline stands
    before it.
    """
    for node in container.iter("p", "div", "span", "td"):
        text = (node.text or "").strip()
        if len(text) > 80 and node not in titles and (len(text) > 200 or ends_sentence(text)):
            return places[node]
    return places[container]


def _score(node: Node, text: str, place: int, text_at: int | None) -> float:
    score = 0.0
    if text_at is not None:
        distance = text_at - place
        if distance <= 0:
            return -3.0
        score = max(3.5 - distance / 30, -3.0)
    score += {"h1": 1.5, "h2": 0.7, "h3": 0.4}.get(str(node.tag), 0.3)
    score += 1.0 if node.get("itemprop") == "headline" else 0.0
    score -= 1.5 if len(text.split()) < 4 else 0.0
    score -= 2.0 if next(node.iter("a"), None) is not None else 0.0
    names = f"{node.get('class', '')} {node.get('id', '')}"
    score -= 2.5 if _SIDE.search(names) else 0.0
    return score


def _say_the_same(mine: set[str], theirs: set[str]) -> bool:
    if not mine or not theirs:
        return False
    return mine == theirs or (
        len(mine) >= 4 and len(mine & theirs) >= 0.75 * max(len(mine), len(theirs))
    )


def _in_address(text: str, slug: str) -> bool:
    """Whether the address is made of the headline; slugs may be cut and may drop letters."""
    if len(slug) < 16 or fold(text[:1]) not in slug:
        return False
    if len(slug) < 50 and abs(text.count(" ") - slug.count("-")) > 6:
        return False
    own = slugify(text[:60], 60)
    return len(own) >= 16 and (own[:24] in slug or slug[:24] in own)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
