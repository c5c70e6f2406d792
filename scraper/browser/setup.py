"""Whether a browser is at hand, and the settings of a crawl that uses it."""

import os
import shutil
from importlib.util import find_spec

from scrapy.settings import BaseSettings

from scraper.errors import SourceConfigError

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_NOWHERE = "http://blocked.invalid:1"
"""A proxy that cannot be: RFC 6761 keeps .invalid from ever resolving."""
_ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--dns-prefetch-disable",
    "--js-flags=--max-old-space-size=512",
)


def require_browser(source_id: str) -> str:
    """Path of the system's Chromium; SourceConfigError names the command that is missing."""
    if find_spec("scrapy_playwright") is None:
        raise SourceConfigError(
            "the pages need a browser and the extra is not installed; run: "
            'pip install "trichnguon[browser]"',
            key=f"{source_id}: crawl.browser",
        )
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    raise SourceConfigError(
        f"no Chromium on the PATH ({', '.join(CHROMIUM_NAMES)}); on Debian: apt-get install chromium",
        key=f"{source_id}: crawl.browser",
    )


def use_browser(settings: BaseSettings, source_id: str) -> None:
    """Only what the crawl of this source needs; raises SourceConfigError."""
    path = require_browser(source_id)
    handler = "scraper.browser.handler.BrowserDownloadHandler"
    handlers = settings.getdict("DOWNLOAD_HANDLERS") | {"http": handler, "https": handler}
    settings.set("DOWNLOAD_HANDLERS", handlers, "spider")
    launch = {
        "executable_path": path,
        # Chromium's own sandbox does not run as root, as in containers.
        "chromium_sandbox": os.geteuid() != 0,
        "proxy": {"server": _NOWHERE, "bypass": "<-loopback>"},
        "args": list(_ARGUMENTS),
    }
    settings.set("PLAYWRIGHT_LAUNCH_OPTIONS", launch, "spider")
    milliseconds = 1000 * settings.getfloat("DOWNLOAD_TIMEOUT")
    settings.set("PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT", milliseconds, "spider")
    settings.set("PLAYWRIGHT_MAX_PAGES_PER_CONTEXT", 1, "spider")
