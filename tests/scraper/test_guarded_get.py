"""The one GET outside a crawl goes nowhere that a crawl would not."""

import socket
import ssl
from typing import Any

import pytest

from scraper.errors import AddressRefused, FetchFailed
from scraper.guarded_get import guarded_get


def get(url: str) -> tuple[int, bytes]:
    context = ssl.create_default_context()
    return guarded_get(url, user_agent="test", context=context, timeout_s=2, max_bytes=1000)


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "file:///etc/passwd", "http://a.vn:22/"])
def test_address_is_judged_first(url: str) -> None:
    with pytest.raises(AddressRefused):
        get(url)


@pytest.mark.parametrize("inner", ["127.0.0.1", "169.254.169.254", "10.0.0.1", "::1"])
def test_name_is_judged_by_what_it_resolves_to(monkeypatch: pytest.MonkeyPatch, inner: str) -> None:
    """Each time anew: the address that is judged is the one that is connected to."""

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (inner, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(AddressRefused, match="not public"):
        get("http://so.mau.vn/robots.txt")


def test_name_that_does_not_resolve_is_told() -> None:
    with pytest.raises(FetchFailed):
        get("http://khong-co.invalid/robots.txt")
