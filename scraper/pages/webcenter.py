"""Oracle WebCenter Portal (`?dDocName=`): ADF pages around a content document.

Homes were seen, articles were not: the generic rules read them, flagged as such. `_afrLoop` and
`_adf.ctrl-state` are sessions, never identity.
"""

from typing import ClassVar

from scraper.pages.generic import GenericArticlePage

PLATFORM = "oracle-webcenter"


class WebcenterArticlePage(GenericArticlePage):
    PLATFORM: ClassVar[str] = PLATFORM
