"""The home folder of the built-in demo: its own sources, contact and proxy."""

import re
from datetime import UTC, datetime
from pathlib import Path

from archive.archive import create_archive, open_archive
from desk.logins import add_editor, one_time_link
from scraper.crawl_config import CONFIG_NAME, SOURCES_FOLDER
from trichnguon.commands.init import PUBLIC_FOLDER, config_template, copy_sources

DEMO_CONTACT = "mailto:demo@trichnguon.test"
DEMO_LOGIN = "bientap"


def make_demo_home(home: Path, proxy_url: str) -> None:
    """Make the folder, or point an existing one at this run's proxy."""
    create_archive(home).close()
    (home / PUBLIC_FOLDER).mkdir(exist_ok=True)
    copy_sources(home / SOURCES_FOLDER, demo=True)
    config = home / CONFIG_NAME
    text = config.read_text(encoding="utf-8") if config.exists() else config_template(DEMO_CONTACT)
    text = re.sub(r'^proxy = ".*"$', f'proxy = "{proxy_url}"', text, count=1, flags=re.MULTILINE)
    config.write_text(text, encoding="utf-8")


def set_site_url(home: Path, url: str) -> None:
    config = home / CONFIG_NAME
    text = config.read_text(encoding="utf-8")
    text = re.sub(r'^site_url = ".*"$', f'site_url = "{url}"', text, count=1, flags=re.MULTILINE)
    config.write_text(text, encoding="utf-8")


def make_login_link(home: Path, base_url: str) -> str:
    """Address that logs the demo's editor in once."""
    now = datetime.now(UTC)
    with open_archive(home) as archive:
        if archive.editors.find_editor(DEMO_LOGIN) is None:
            add_editor(archive, DEMO_LOGIN, "Biên tập viên mẫu", "admin", None, now)
        return one_time_link(archive, DEMO_LOGIN, base_url, now)
