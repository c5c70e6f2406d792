"""`python -m bench.occasions [TABLE …]`: the labelled titles of the field, and our held-out ones."""

import sys
from pathlib import Path

from bench.occasions.quality import (
    Answer,
    answers,
    by_type,
    confusion,
    honoree_exact,
    honoree_is_right,
    maybe_on_borderline,
    precision,
    read_labelled,
    recall,
    seen,
    years_exact,
)
from bench.occasions.speed import measure

ROOT = Path(__file__).parents[2]
TABLES = (
    ROOT.parent / "shared" / "domain" / "occasion_titles.tsv",
    ROOT / "tests" / "occasions" / "held_out.tsv",
)
LEAD = "Sáng nay, tại hội trường lớn, lãnh đạo địa phương cùng đông đảo đại biểu đã tới dự. " * 3


def main() -> None:
    paths = [Path(each) for each in sys.argv[1:]] or [path for path in TABLES if path.is_file()]
    if not paths:
        sys.exit("No table of labelled titles found: give one as argument.")
    titles: list[str] = []
    for path in paths:
        given = answers(read_labelled(path))
        titles += [each.row.title for each in given]
        report(path.name, given)
    speed = measure([(title, LEAD) for title in titles])
    print(
        f"speed  {speed.per_second:,.0f} titles with leads a second and core "
        f"({speed.texts} texts, best of 5, CPU time); {speed.fold_ratio:.2f} x the time of fold()"
    )


def report(name: str, given: list[Answer]) -> None:
    print(f"== {name}: {len(given)} titles")
    print(f"precision  {precision(given)}    recall  {recall(given)}    seen  {seen(given)}")
    print(f"borderline called maybe  {maybe_on_borderline(given)}")
    print(f"honoree exact, stated in the title  {honoree_exact(given, stated_only=True)}")
    print(f"honoree exact, all occasions        {honoree_exact(given, stated_only=False)}")
    print(f"years exact  {years_exact(given)}")
    plain = [each for each in given if not each.row.is_from_slug]
    if len(plain) < len(given):
        print(f"without slug rows: precision {precision(plain)}, recall {recall(plain)}")
    for type_, (sure, found) in by_type(given).items():
        print(f"  {type_:<14} precision {sure}  recall {found}")
    for (expected, found_as), count in sorted(confusion(given).items()):
        mark = " " if expected == found_as else "*"
        print(f"{mark} {expected:>22} -> {found_as:<22} {count}")
    for each in given:
        if problems := _problems(each):
            print(f"  - {each.row.title}\n      {'; '.join(problems)}")


def _problems(each: Answer) -> list[str]:
    row, found = each.row, each.found
    problems = [] if row.label == found.label else [f"{row.label} -> {found.label}"]
    if row.label == "occasion":
        if row.type != found.type:
            problems.append(f"{row.type} -> {found.type or '-'}")
        if row.honorees and not honoree_is_right(each):
            problems.append(f"honoree {' / '.join(row.honorees)} -> {found.honoree or '-'}")
        if row.years != found.years:
            problems.append(f"years {row.years} -> {found.years}")
    return problems


if __name__ == "__main__":
    main()
