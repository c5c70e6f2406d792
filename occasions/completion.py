"""What a title leaves open: years, first year, day and honoree from range, lead, body and calendar."""

from datetime import date, timedelta

from attrs import evolve, frozen

from archive.records import Occasion
from archive.text import fold_space
from occasions.bodies import Head
from occasions.days import FixedDay, lunar_new_year
from occasions.findings import Finding, best_finding
from occasions.lexicon import Lexicon
from occasions.names import head_at
from occasions.scene import NOBODY, Honoree
from occasions.verdicts import MAYBE, NO, OCCASION, lower
from occasions.wording import Words, canonical_word, cut_words
from occasions.years import YearRange, make_date, read_day_and_month, read_range

_BODY_CHARACTERS = 1500
"""How much of lead and of body is read for what title and lead leave open."""
_DATED_TYPES = frozenset(("founding", "industry_day", "school", "letter"))
_NEW_YEAR_SEASON = timedelta(days=45)
_WEB_YEARS = range(1995, 2100)
"""Years in which a page can speak of an anniversary of its day."""


@frozen
class Page:
    """What is known of the page beside its title."""

    passages: tuple[str, ...]
    """Lead and paragraphs of the body, without the banners of the site."""
    agency: str
    published_on: date | None


def read_page(lead: str, body_text: str, agency: str, published_on: date | None) -> Page:
    passages = [lead[:_BODY_CHARACTERS], *body_text[:_BODY_CHARACTERS].split("\n")]
    kept = (fold_space(passage) for passage in passages)
    return Page(
        tuple(each for each in kept if each and not _is_banner(each)),
        fold_space(agency),
        published_on,
    )


def _is_banner(passage: str) -> bool:
    """“NHIỆT LIỆT CHÀO MỪNG 49 NĂM …”: printed by the site above any article."""
    start = [canonical_word(word) for word in passage.split()[:4]]
    return passage.isupper() or start == ["nhiệt", "liệt", "chào", "mừng"]


# --- The whole ----------------------------------------------------------------------------------


def complete(finding: Finding, page: Page, lexicon: Lexicon) -> Occasion:
    """The occasion of a title that has one, with everything the page and the calendar add."""
    reasons = list(finding.verdict.reasons)
    honoree = _complete_honoree(finding, page, lexicon)
    if honoree.name and honoree.reason:
        reasons.append(f"“{honoree.name}”: {honoree.reason}")
    occasion = Occasion(
        label=finding.verdict.label,
        type=finding.event.type,
        honoree=honoree.name,
        years=finding.event.years,
    )
    if finding.event.type in _DATED_TYPES:
        occasion = _dated(occasion, finding, page, lexicon, reasons)
    if finding.event.type == "holiday_visit":
        occasion = evolve(occasion, day=_new_year_near(finding.scene.words, page.published_on))
    return evolve(occasion, reasons=tuple(dict.fromkeys(reasons)))


def from_passages(words: Words, page: Page, lexicon: Lexicon) -> Occasion:
    """For a title that says nothing: a ceremony told in the first passage makes it a "maybe"."""
    if not page.passages:
        return Occasion(NO)
    finding = best_finding(cut_words(page.passages[0]), lexicon)
    if finding is None or finding.verdict.label is not OCCASION or not finding.is_celebrated:
        return Occasion(NO)
    if finding.event.type not in (*_DATED_TYPES, "holiday_visit", "decoration"):
        return Occasion(NO)
    label = OCCASION if _has_ceremony(words, lexicon) else MAYBE
    for hit in lexicon.cues.doubts(words):
        if not hit.value.types or finding.event.type in hit.value.types:
            label = lower(label, hit.value.label or NO)
    occasion = complete(finding, page, lexicon)
    return (
        Occasion(NO)
        if label is NO
        else evolve(
            occasion, label=label, reasons=("tiêu đề không nói, đoạn đầu có nói", *occasion.reasons)
        )
    )


def _has_ceremony(words: Words, lexicon: Lexicon) -> bool:
    return any(hit.value.sense == "frame" for hit in lexicon.cues.skeleton(words))


# --- Honoree --------------------------------------------------------------------------------------


def _complete_honoree(finding: Finding, page: Page, lexicon: Lexicon) -> Honoree:
    honoree = finding.honoree
    if finding.event.is_bare_count and not honoree.kind:
        return NOBODY
    if honoree.name and honoree.kind not in ("", "day"):
        return honoree
    for passage in page.passages[:2]:
        if honoree.name and honoree.kind == "":
            if full := _with_unit(honoree.name, cut_words(passage), lexicon):
                return evolve(honoree, name=full)
            continue
        told = best_finding(cut_words(passage), lexicon)
        if told and told.event.type == finding.event.type and told.honoree.is_named:
            return evolve(told.honoree, reason=f"đoạn đầu, {told.honoree.reason}")
    if (
        not honoree.name
        and page.agency
        and finding.event.type in ("school", "founding", "congress")
    ):
        return Honoree(page.agency, "body", "cơ quan đăng bài, trang không nêu ai khác")
    return honoree


def _with_unit(name: str, words: Words, lexicon: Lexicon) -> str:
    """“huyện Thăng Bình” for "Thăng Bình" where the lead writes it so."""
    keys = cut_words(name).keys
    for index in range(1, len(words) - len(keys) + 1):
        if words.keys[index : index + len(keys)] != keys:
            continue
        for size in (2, 1):
            head: Head | None = head_at(words, index - size, lexicon) if index >= size else None
            if head and head.kind == "place" and len(head.head.split()) == size:
                return f"{head.head} {name}"
    return ""


# --- Years and day --------------------------------------------------------------------------------


def _dated(
    occasion: Occasion, finding: Finding, page: Page, lexicon: Lexicon, reasons: list[str]
) -> Occasion:
    title = finding.scene.words.text
    years = occasion.years
    if years is None:
        years = _told_years(finding, page, lexicon)
        if years is not None:
            reasons.append(f"“{years} năm”: lời dẫn hay thân bài")
    span = _range_of(title, *page.passages[:1])
    counted_from = _counted_from(years, span, finding.event.day, page.published_on, reasons)
    day = _day_of(title, span, finding.event.day, years, _year_of(years, counted_from, page))
    return evolve(occasion, years=years, counted_from=counted_from, day=day)


def _told_years(finding: Finding, page: Page, lexicon: Lexicon) -> int | None:
    """The number in lead or body, of the same day or of a body's founding."""
    for passage in page.passages:
        told = best_finding(cut_words(passage), lexicon)
        if told is None or told.event.years is None or told.verdict.label is NO:
            continue
        if told.event.type in _DATED_TYPES and told.event.day == finding.event.day:
            return told.event.years
    return None


def _range_of(*texts: str) -> YearRange | None:
    return next((span for text in texts if (span := read_range(text))), None)


def _counted_from(
    years: int | None,
    span: YearRange | None,
    day: FixedDay | None,
    published_on: date | None,
    reasons: list[str],
) -> int | None:
    if span and years is not None and span.years != years:
        reasons.append(f"MÂU THUẪN: {years} năm, nhưng “{span.text}” là {span.years} năm")
        return None
    if span:
        reasons.append(f"“{span.text}”: khoảng năm")
        return span.first_year
    first_year = day.first_year if day else None
    if years is None:
        return first_year
    if published_on is None:
        is_plausible = first_year is not None and first_year + years in _WEB_YEARS
        return first_year if is_plausible else None
    counted = published_on.year - years
    if first_year is not None and abs(first_year - counted) > 1:
        reasons.append(f"theo năm đăng là từ {counted}, bảng ngày ghi {first_year}: cần kiểm tra")
        return None
    if first_year is not None:
        return first_year
    reasons.append(f"tính từ {counted}: năm đăng {published_on.year} trừ {years}")
    return counted


def _year_of(years: int | None, counted_from: int | None, page: Page) -> int | None:
    if years is not None and counted_from is not None:
        return counted_from + years
    return page.published_on.year if page.published_on else None


def _day_of(
    title: str, span: YearRange | None, fixed: FixedDay | None, years: int | None, year: int | None
) -> date | None:
    if span and span.ends_on:
        return span.ends_on if years is None or years == span.years else None
    if span:
        year = span.last_year
    written = read_day_and_month(title)
    if written:
        day, month, own_year = written
        own_year = own_year or year
        return make_date(day, month, own_year) if own_year else None
    return fixed.on(year) if fixed and year else None


def _new_year_near(words: Words, published_on: date | None) -> date | None:
    """Mồng 1 Tết of the season in which the page was published."""
    if published_on is None or not {"tết", "xuân"} & set(words.keys):
        return None
    new_year = lunar_new_year(published_on.year)
    return new_year if abs(new_year - published_on) <= _NEW_YEAR_SEASON else None
