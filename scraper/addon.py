"""Scrapy add-on: what the home folder says becomes settings, also under plain `scrapy crawl`."""

from pathlib import Path

from scrapy.settings import BaseSettings

from scraper.crawl_config import load_crawl_config
from scraper.session import SOFTWARE


class HomeAddon:
    def update_settings(self, settings: BaseSettings) -> None:
        """Raises SourceConfigError when the home's configuration is broken or has no contact."""
        home = Path(settings["TRICHNGUON_HOME"]).resolve()
        config = load_crawl_config(home)
        settings.set("TRICHNGUON_HOME", str(home), "addon")
        settings.set("USER_AGENT", f"{SOFTWARE} (+{config.contact})", "addon")
        settings.set("DOWNLOAD_TIMEOUT", config.timeout_s, "addon")
        settings.set("DOWNLOAD_MAXSIZE", config.max_page_bytes, "addon")
