"""Pictures of a body: left out with their captions unless a right to them is recorded.

Photographs are works of their own and often a third party's, so a right to the text says nothing
of them.
"""

from collections.abc import Collection

from lxml.html import HtmlElement

from archive.records import Article
from archive.text import fold_space
from publish.markup import inner_html, parse_fragment

_PRUNED = (
    "p",
    "a",
    "em",
    "strong",
    "b",
    "i",
    "span",
    "div",
    "li",
    "ul",
    "ol",
    "tr",
    "tbody",
    "table",
)


def without_pictures(block_html: str, article: Article, allowed: Collection[str] = ()) -> str:
    """The block without pictures and captions; empty when it held nothing else.

    `allowed` are addresses of pictures that stay, as written in `Article.images`.
    """
    root = parse_fragment(block_html)
    for figure in root.xpath("//figure[.//img]"):
        if not _sources(figure) & set(allowed):
            figure.drop_tree()
    for img in root.xpath("//img"):
        if img.get("src") not in allowed:
            img.drop_tree()
    _drop_captions(root, article, allowed)
    _prune(root)
    return inner_html(root).strip()


def picture_addresses(body_html: str) -> tuple[str, ...]:
    """Addresses of the pictures a body shows; an `img` without one counts as ""."""
    return tuple(img.get("src", "") for img in parse_fragment(body_html).xpath("//img"))


def _sources(figure: HtmlElement) -> set[str]:
    return {img.get("src", "") for img in figure.xpath(".//img")}


def _drop_captions(root: HtmlElement, article: Article, allowed: Collection[str]) -> None:
    dropped = {image.url for image in article.images} - set(allowed)
    captions = _caption_texts(article, dropped)
    if not captions:
        return
    words_of_body = fold_space(article.body_text)
    for element in root.xpath(".//p | .//td | .//div | .//em | .//li | .//figcaption | .//caption"):
        text = fold_space(element.text_content())
        # `body_text` leaves captions out: what stands there is the author's sentence.
        if text and text not in words_of_body and _is_caption(text, captions):
            _empty(element)


def _caption_texts(article: Article, addresses: Collection[str]) -> tuple[str, ...]:
    images = (image for image in article.images if image.url in addresses)
    printed = (fold_space(part) for image in images for part in (image.caption, image.credit))
    return tuple(text for text in printed if text)


def _is_caption(text: str, captions: tuple[str, ...]) -> bool:
    """The element may print caption and credit together, or only a part of them."""
    return any(text in caption or caption in text for caption in captions)


def _empty(element: HtmlElement) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None


def _prune(root: HtmlElement) -> None:
    """Takes away what only held a picture; cells stay, the columns of a table hang on them."""
    for element in reversed(list(root.iterdescendants(*_PRUNED))):
        if not element.text_content().strip() and not element.xpath(".//img | .//td[@rowspan]"):
            element.drop_tree()
