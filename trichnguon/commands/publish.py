"""`trichnguon publish`: bring the company site in line with the archive."""

from pathlib import Path

import click

from trichnguon.cli import home_option


@click.command()
@home_option
def publish(home: Path) -> None:
    """Deliver posts that did not reach the site and rebuild its pages; a second run changes nothing."""
    from datetime import UTC, datetime

    from archive.archive import open_archive
    from publish.outbox import Outbox
    from publish.targets.static_site import StaticSite
    from trichnguon.config import load_config

    config = load_config(home)
    company = config.company.style()
    with open_archive(home) as archive:
        site = StaticSite(home / config.publish.folder, company, archive.posts.list_published)
        outbox = Outbox(archive.posts, archive.deliveries, site, company)
        delivered = outbox.deliver_pending(now=datetime.now(UTC))
        changed = site.rebuild()
        posts = archive.posts.list_published()
    for delivery in delivered:
        click.echo(f"  delivered: {delivery.address}")
    click.echo(f"{len(posts)} posts on the site; {len(changed)} files changed.")
