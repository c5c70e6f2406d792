"""What editors made of the machine's suggestions: approved or rejected."""

from collections.abc import Iterator

from archive.archive import Archive
from archive.records import ArticleSummary, Occasion, OccasionLabel, ReviewState
from archive.summaries import SummaryFilter
from occasions.precision import DecidedTitle

_PAGE = 500


def decided_titles(archive: Archive) -> Iterator[DecidedTitle]:
    """Approved and rejected articles to which the detector had given an occasion."""
    offset = 0
    while page := archive.summaries.list_summaries(
        SummaryFilter(decided=True, limit=_PAGE, offset=offset)
    ):
        offset += len(page)
        for summary in page:
            if summary.occasion_label not in (None, OccasionLabel.NO):
                yield _decided_title(archive, summary)


def _decided_title(archive: Archive, summary: ArticleSummary) -> DecidedTitle:
    review = archive.reviews.review_of_version(summary.version_id)
    edited = "" if review is None else review.edits.honoree or ""
    return DecidedTitle(
        title=summary.title,
        occasion=Occasion(
            label=summary.occasion_label or OccasionLabel.NO,
            type=summary.occasion_type,
            honoree=edited or summary.occasion_honoree,
            years=summary.occasion_years,
        ),
        accepted=summary.review_state is ReviewState.APPROVED,
        lead=summary.lead,
        url=summary.url,
    )
