"""The home folder of the built-in demo: its own sources, contact and proxy."""

import re
from pathlib import Path

from archive.archive import create_archive
from scraper.crawl_config import CONFIG_NAME, SOURCES_FOLDER
from trichnguon.commands.init import PUBLIC_FOLDER, config_template, copy_sources

DEMO_CONTACT = "mailto:demo@trichnguon.test"


def make_demo_home(home: Path, proxy_url: str) -> None:
    """Make the folder, or point an existing one at this run's proxy."""
    create_archive(home).close()
    (home / PUBLIC_FOLDER).mkdir(exist_ok=True)
    copy_sources(home / SOURCES_FOLDER, demo=True)
    config = home / CONFIG_NAME
    text = (
        config.read_text(encoding="utf-8") if config.exists() else config_template(DEMO_CONTACT)
    )
    text = re.sub(r'^proxy = ".*"$', f'proxy = "{proxy_url}"', text, count=1, flags=re.MULTILINE)
    config.write_text(text, encoding="utf-8")
