"""Drafted title and intro of a post, from templates: a beginning for the editor, never a last word.

Nothing is made up: what a template fills in comes from the article, the occasion found in it, or
the table of fixed days.
"""

import re
from functools import lru_cache
from pathlib import Path
from string import Formatter

from attrs import frozen

from archive.records import Article, Occasion
from archive.text import fold_space
from occasions.agencies import full_name
from occasions.cues import OCCASION_TYPES
from occasions.findings import best_finding
from occasions.lexicon import load_lexicon
from occasions.table_reader import Row, load_table
from occasions.wording import canonical_word, cut_words

_FIELDS = (
    "honoree", "years", "counted_from", "last_year", "day_name", "award", "standard", "article", "by",
)  # fmt: skip
_END = r"[^,;:.()“”–|]*?(?=\s+(?:của|nhân|và|năm|cho|vì|tại|lần)\b|\s+-|[,;:.()“”–|]|$)"
_AWARD = re.compile(
    rf"(?:Huân chương|Huy chương|Bằng khen|Cờ thi đua|danh hiệu|Giải thưởng){_END}", re.IGNORECASE
)
_STANDARD = re.compile(
    r"đạt (?:chuẩn )?(?:xã |huyện |thôn )?(?:nông thôn mới|NTM)(?: nâng cao| kiểu mẫu)?",
    re.IGNORECASE,
)


@frozen
class Template:
    type: str
    when: tuple[str, ...]
    """Words of which the source's title has one; empty for any title."""
    needs: tuple[str, ...]
    title: str
    intros: tuple[str, ...]


def suggest_title(occasion: Occasion, article: Article, *, tables: Path | None = None) -> str:
    """“Kỷ niệm ngày thành lập Sở Thông tin và Truyền thông tỉnh Bắc Ninh”; never empty."""
    facts = _facts(occasion, article, tables)
    return _template(occasion, article, facts, tables).title.format_map(facts)


def suggest_intro(occasion: Occasion, article: Article, *, tables: Path | None = None) -> str:
    """One or two sentences before the quoted body; never empty."""
    facts = _facts(occasion, article, tables)
    template = _template(occasion, article, facts, tables)
    intro = next(intro for intro in template.intros if _is_filled(intro, facts)).format_map(facts)
    return intro[0].upper() + intro[1:]


def _facts(occasion: Occasion, article: Article, tables: Path | None) -> dict[str, str]:
    """Values of the placeholders; "" for what is not known."""
    title = fold_space(article.title)
    counted = occasion.counted_from
    years = occasion.years
    award = _AWARD.search(title)
    standard = _STANDARD.search(title)
    author = article.authors[0] if article.authors else None
    return {
        "honoree": full_name(occasion.honoree, tables=tables),
        "years": str(years) if years else "",
        "counted_from": str(counted) if counted else "",
        "last_year": str(counted + years) if counted and years else "",
        "day_name": _day_name(title, tables),
        "award": award.group().strip() if award else "",
        "standard": standard.group().lower().replace("ntm", "nông thôn mới") if standard else "",
        "article": title,
        "by": f" của {author.name}" if author else "",
    }


def _day_name(title: str, tables: Path | None) -> str:
    finding = best_finding(cut_words(title), load_lexicon(tables))
    return finding.event.day.name if finding and finding.event.day else ""


def _template(
    occasion: Occasion, article: Article, facts: dict[str, str], tables: Path | None
) -> Template:
    """The most particular template that fits; the table's last resort needs nothing."""
    line = " " + " ".join(cut_words(article.title).keys) + " "
    fitting = [
        template
        for template in load_templates(tables)
        if template.type in ("", occasion.type)
        and all(facts[need] for need in template.needs)
        and (not template.when or any(f" {when} " in line for when in template.when))
    ]
    return max(fitting, key=lambda each: (bool(each.type), bool(each.when), len(each.needs)))


def _is_filled(text: str, facts: dict[str, str]) -> bool:
    return all(facts[name] for name in _placeholders(text) if name != "by")


def _placeholders(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


# --- The table ----------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def load_templates(folder: Path | None = None) -> tuple[Template, ...]:
    return load_table(
        "suggestions.tsv",
        ("type", "when", "needs", "title", "intro"),
        _read_template,
        key=lambda template: (template.type, template.when, template.needs),
        folder=folder,
    )


def _read_template(row: Row) -> Template:
    template = Template(
        type=row.choice("type", ("", *OCCASION_TYPES)),
        when=tuple(" ".join(map(canonical_word, each.split())) for each in row.parts("when")),
        needs=tuple(row.text("needs").split()),
        title=row.required("title"),
        intros=row.parts("intro"),
    )
    for column, text in (("title", template.title), *(("intro", each) for each in template.intros)):
        for name in _checked_placeholders(row, column, text):
            if name not in _FIELDS:
                raise row.fault(column, f"không có chỗ trống {{{name}}}; có: {', '.join(_FIELDS)}")
    always = (*template.needs, "article", "by")
    if not set(_checked_placeholders(row, "title", template.title)) <= set(always):
        raise row.fault("needs", "phải kể đủ các chỗ trống của cột title")
    if not any(set(_placeholders(intro)) <= set(always) for intro in template.intros):
        raise row.fault("intro", "mẫu cuối chỉ được dùng các chỗ trống có trong needs")
    return template


def _checked_placeholders(row: Row, column: str, text: str) -> list[str]:
    try:
        return _placeholders(text)
    except ValueError as error:
        raise row.fault(column, "dấu { } không khớp nhau") from error
