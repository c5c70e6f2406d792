"""Whose failure it was: the network's, the server's, or this program's own."""

import struct
from gzip import BadGzipFile

import pytest
from scrapy.exceptions import DownloadTimeoutError
from twisted.internet.error import ConnectionLost, NoRouteError

from scraper.failures import fetch_error
from scraper.fetch_errors import (
    BodyDamaged,
    ConnectionFailed,
    FetchCrashed,
    FetchTimedOut,
)

URL = "http://so.mau.test/tin-1"


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (DownloadTimeoutError("no answer"), FetchTimedOut),
        (TimeoutError(), FetchTimedOut),
        (NoRouteError(), ConnectionFailed),
        (ConnectionLost(), ConnectionFailed),
        (ConnectionResetError(104, "reset"), ConnectionFailed),
        (BadGzipFile("Not a gzipped file"), BodyDamaged),
        (struct.error("unpack requires 8 bytes"), BodyDamaged),
    ],
)
def test_what_the_network_does_is_told_by_its_kind(
    raised: Exception, told: type[Exception]
) -> None:
    assert type(fetch_error(URL, raised)) is told


@pytest.mark.parametrize(
    "raised",
    [ModuleNotFoundError("No module named 'playwright'"), PermissionError(13, "denied")],
)
def test_what_no_network_raises_is_our_own_error(raised: Exception) -> None:
    error = fetch_error(URL, raised)
    assert type(error) is FetchCrashed
    assert type(raised).__name__ in str(error)
