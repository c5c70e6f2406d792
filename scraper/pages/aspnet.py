"""ASP.NET portals of ministries: `/tin-tuc/<section>/<id>/<slug>.aspx` (mt, moc, most).

Known are the address shape and texts of pages, not the markup: the generic rules read them, flagged
as such.
"""

from typing import ClassVar

from scraper.pages.generic import GenericArticlePage

PLATFORM = "aspnet"


class AspnetArticlePage(GenericArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM
