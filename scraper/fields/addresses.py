"""Addresses as they stand in markup: made absolute, and told apart from files."""

import re
from urllib.parse import unquote, urljoin, urlsplit

from archive.text import fold_space, nfc

_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z|csv|txt|mp3|mp4)(?:$|[/?#&])|[?&]download=1\b|/savefile/",
    re.IGNORECASE,
)
_NOT_FETCHED = ("javascript:", "data:", "vbscript:", "about:", "file:")


def absolute_url(base_url: str, address: str) -> str:
    """`address` made absolute; empty for what no browser would fetch."""
    address = re.sub(r"[\s\u200b\ufeff]+", "", address) if "\n" in address else address.strip()
    if not address or address.startswith("#") or address.lower().startswith(_NOT_FETCHED):
        return ""
    try:
        return urljoin(base_url, address)
    except ValueError:
        return ""


def is_file(address: str) -> bool:
    """Whether the address is that of a document to download."""
    return bool(_FILE.search(address))


def attachment_name(address: str, text: str) -> str:
    """Text of the link where it says something, else the name of the file."""
    text = fold_space(text)
    if len(text) > 3 and fold_space(text).lower() not in (
        "tại đây",
        "tải về",
        "download",
        "here",
        "xem",
    ):
        return text
    segments = [unquote(part) for part in urlsplit(address).path.split("/") if part]
    named = [part for part in segments if _FILE.search(part)]
    return nfc((named or segments or [address])[-1])
