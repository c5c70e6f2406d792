"""The machine's proposals for the company's own words."""

from collections.abc import Mapping
from pathlib import Path

import attrs
from attrs import frozen

from archive.records import ArticleVersion, Edits, Occasion, OccasionLabel
from occasions.address import form_of_address
from occasions.suggest import suggest_intro, suggest_title

_NO_OCCASION = Occasion(OccasionLabel.NO)


@frozen
class Suggestion:
    occasion_title: str
    intro: str
    honoree: str
    form_of_address: str


def suggest(
    version: ArticleVersion,
    occasion: Occasion | None,
    honoree: str,
    tables: Path | None,
    forms: Mapping[str, str],
) -> Suggestion:
    """`honoree` is the editor's, where the machine's is wrong: the form of address follows it.

    Without a honoree in the text, the body that published the article is the best guess.
    `tables` is the folder of the home with an editor's own rows, `forms` what editors chose for
    single bodies.
    """
    found = occasion or _NO_OCCASION
    machine = found.honoree or version.provenance.agency
    occasion = attrs.evolve(found, honoree=machine)
    return Suggestion(
        occasion_title=suggest_title(occasion, version.article, tables=tables),
        intro=suggest_intro(occasion, version.article, tables=tables),
        honoree=machine,
        form_of_address=form_of_address(honoree or machine, forms, tables=tables),
    )


def with_company_words(edits: Edits, suggestion: Suggestion) -> Edits:
    """Edits as an approval would fix them: the suggestion wherever no editor chose a word."""
    return attrs.evolve(
        edits,
        occasion_title=edits.occasion_title or suggestion.occasion_title,
        honoree=edits.honoree or suggestion.honoree,
        form_of_address=edits.form_of_address or suggestion.form_of_address,
    )
