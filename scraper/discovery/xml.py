"""Feeds and sitemaps as a tree: entities unresolved, no network, bounded, broken ones recovered."""

import gzip
import io
import re

from lxml import etree
from web_poet import HttpResponse

from scraper.errors import PageError
from scraper.fields.select import Node, text_of

MAX_XML_BYTES = 50 * 1024 * 1024
"""The sitemap protocol allows 50 MB unpacked; a packed file may not unpack to more."""
_GZIP = b"\x1f\x8b"
_ROOT = re.compile(rb"<\s*(?:\w+:)?(rss|feed|RDF|urlset|sitemapindex)[\s>]", re.IGNORECASE)


def xml_body(response: HttpResponse) -> bytes:
    """The body, unpacked where it is gzip. Raises PageError for one that unpacks to too much."""
    body = bytes(response.body)
    if not body.startswith(_GZIP):
        return body
    url = str(response.url)
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
            unpacked = packed.read(MAX_XML_BYTES + 1)
    except (OSError, EOFError) as error:
        raise PageError(url, f"gzip that cannot be unpacked: {error}") from error
    if len(unpacked) > MAX_XML_BYTES:
        raise PageError(url, f"unpacks to more than {MAX_XML_BYTES} bytes")
    return unpacked


def root_name(body: bytes) -> str:
    """Name of the root element, lower case, where it is one of feeds or sitemaps; else empty."""
    found = _ROOT.search(body[:2048])
    return found[1].decode().lower() if found else ""


def parse_xml(url: str, body: bytes) -> Node:
    """Raises PageError where nothing can be recovered."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(body.lstrip(b"\xef\xbb\xbf \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        raise PageError(url, f"XML that cannot be read: {error}") from error
    if root is None:
        raise PageError(url, "XML without an element")
    return root


def local_name(node: Node) -> str:
    """Name without namespace, lower case; empty for what is no element."""
    # Not etree.QName: a recovered tree holds names that it refuses.
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def child_text(node: Node, *names: str) -> str:
    """Text of the first child with one of the local names, in the order of the names."""
    for name in names:
        for child in node:
            if local_name(child) == name and (text := text_of(child).strip()):
                return text
    return ""
