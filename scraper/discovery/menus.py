"""Menus of a page: links of sections, which a headline may resemble.

A menu is known by its names (nav, "menu") or by its links: a list whose links are mostly shorter than
headlines. What stands in a menu is no article, wherever else the page links it.
"""

from statistics import median

from scraper.fields.addresses import absolute_url
from scraper.fields.select import Node, Select, node_text
from scraper.identity import canonical_url
from scraper.pages.document import Document

_CONTAINER = Select(
    "//nav | //ul[not(ancestor::ul)] | //*[self::div or self::table]"
    "[contains(@class, 'menu') or contains(@id, 'menu') or contains(@class, 'navbar')]"
)
_LINK = Select(".//a[@href]")
MENU_WORDS = 4
"""Half of a menu's links have at most as many; headlines have six and more."""
MIN_LINKS = 3


def menu_addresses(document: Document) -> frozenset[str]:
    """Canonical addresses of all links in the page's menus."""
    found: set[str] = set()
    for container in _CONTAINER(document.root):
        links = _LINK(container)
        if len(links) >= MIN_LINKS and _is_menu(links):
            addresses = (absolute_url(document.base_url, link.get("href", "")) for link in links)
            found.update(canonical_url(a) for a in addresses if a.startswith("http"))
    return frozenset(found)


def _is_menu(links: list[Node]) -> bool:
    """Pictures without a text say nothing."""
    words = [count for link in links if (count := len(node_text(link).split()))]
    return bool(words) and median(words) <= MENU_WORDS
