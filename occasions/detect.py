"""An article to its occasion: title first, then lead and body; rules and tables, no model."""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from attrs import evolve

from archive.records import Occasion
from occasions.completion import complete, from_passages, read_page
from occasions.findings import best_finding
from occasions.lexicon import load_lexicon
from occasions.verdicts import MAYBE, NO, OCCASION
from occasions.wording import cut_words

_TITLE_CHARACTERS = 500
"""A longer title is no title, but a page read wrongly."""


def detect_occasion(
    title: str,
    lead: str = "",
    body_text: str = "",
    *,
    agency: str = "",
    url: str = "",
    published_on: date | None = None,
    tables: Path | None = None,
) -> Occasion:
    """What an article gives reason to congratulate.

    `years` is set only where the page writes the number; `counted_from` and `day` where the page,
    the table of fixed days and `published_on` allow; `reasons` quote the words that decided, in
    Vietnamese, for the editor to check. `agency` is the publishing body: the honoree only where
    the page names nobody else. `tables` is a folder of an editor's own rows (see docs/occasions.md);
    raises TableInvalid when one cannot be read.
    """
    lexicon = load_lexicon(tables)
    words = cut_words(title[:_TITLE_CHARACTERS])
    page = read_page(lead, body_text, agency, published_on)
    finding = best_finding(words, lexicon)
    if finding is None or finding.verdict.label is NO:
        told = from_passages(words, page, lexicon)
        is_explained = told.label is NO and finding is not None
        return Occasion(NO, reasons=finding.verdict.reasons) if finding and is_explained else told
    occasion = complete(finding, page, lexicon)
    section = _static_section(url, lexicon.cues.static_sections)
    if section and occasion.label is OCCASION:
        reason = f"“{section}” trong địa chỉ: trang tĩnh, trang giới thiệu"
        return evolve(occasion, label=MAYBE, reasons=(*occasion.reasons, reason))
    return occasion


def _static_section(url: str, sections: frozenset[str]) -> str:
    """The part of the address that says "introduction", "history"; empty for news."""
    parts = urlsplit(url).path.lower().split("/")[:-1]
    return next((part for part in parts if part in sections), "")
