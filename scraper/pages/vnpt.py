"""The "image banner" family of provincial portals (vendor inferred: VNPT): `/<section>/<slug>-<id>`.

Known are the address shape and the tools line above the text ("Cỡ chữ: A+ A A- / Tăng tương phản /
Lượt xem"), not its markup: no saved page was available. So the generic rules read it, flagged as
such.
"""

from typing import ClassVar

from scraper.pages.generic import GenericArticlePage

PLATFORM = "vnpt"


class VnptArticlePage(GenericArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM
