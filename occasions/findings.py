"""The event of a line that weighs most, with its honoree and the verdict on it."""

from attrs import evolve, frozen

from occasions.bodies import NOT_HONOURED
from occasions.cues import Cue
from occasions.events import Event, find_events
from occasions.honorees import find_honoree
from occasions.lexicon import Lexicon
from occasions.scene import Honoree, Scene
from occasions.verdicts import Verdict, judge, rank, read_setting
from occasions.wording import Hit, Words

_BY_TYPE = {"holiday_visit": 0, "letter": 1, "founding": 2, "industry_day": 2, "school": 2}
_DECORATION = 4
_OTHER = 3


@frozen
class Finding:
    scene: Scene
    honoree: Honoree
    verdict: Verdict

    @property
    def event(self) -> Event:
        return self.scene.event

    @property
    def is_celebrated(self) -> bool:
        """Whether the line tells of a ceremony, or of somebody being congratulated."""
        is_congratulated = any(hit.value.type == "recipient" for hit in self.scene.skeleton)
        return is_congratulated or read_setting(self.scene).is_celebrated


def best_finding(words: Words, lexicon: Lexicon) -> Finding | None:
    """None for a line without any event; the verdict may still be "no"."""
    skeleton = lexicon.cues.skeleton(words)
    events = find_events(words, skeleton, lexicon)
    if not events:
        return None
    doubts = _doubts_outside_names(words, lexicon)
    a_day = next((event.day for event in events if event.day), None)
    findings = []
    for event in events:
        dated = evolve(event, day=a_day) if event.type == "letter" else event
        honoree = find_honoree(Scene(words, skeleton, dated, lexicon))
        scene = Scene(words, skeleton, _typed(dated, honoree), lexicon)
        outside = [hit for hit in doubts if not _is_in_name(words, hit, honoree)]
        findings.append(Finding(scene, honoree, judge(scene, honoree, outside)))
    return min(findings, key=_preference)


def _doubts_outside_names(words: Words, lexicon: Lexicon) -> list[Hit[Cue]]:
    """“lịch” in "Du lịch" and "thơ" in "Cần Thơ" weaken nothing."""
    named = [(hit.start, hit.end) for hit in lexicon.writings.find(words)]
    named += [
        (hit.start, hit.end)
        for hit in lexicon.heads.find(words)
        if hit.value.kind not in NOT_HONOURED
    ]
    return [
        hit
        for hit in lexicon.cues.doubts(words)
        if not any(start <= hit.start and hit.end <= end for start, end in named)
    ]


def _is_in_name(words: Words, hit: Hit[Cue], honoree: Honoree) -> bool:
    """“Đồng Khởi” in "Báo Đồng Khởi": written as a name, inside the name of the honoree."""
    is_written_so = words.has_case and all(
        words.written(index)[0].isupper() for index in range(hit.start, hit.end)
    )
    return is_written_so and words.slice(hit.start, hit.end) in honoree.name


def _typed(event: Event, honoree: Honoree) -> Event:
    """The type that the honoree decides: a school's founding, a sector's day."""
    if event.type == "founding" and honoree.kind == "school":
        return evolve(event, type="school")
    if event.type == "founding" and honoree.kind == "sector":
        return evolve(event, type="industry_day")
    return event


def _preference(finding: Finding) -> tuple[int, int, bool, int]:
    """Surer first; letters, visits and anniversaries before what happens on their day."""
    event = finding.event
    is_attached = read_setting(finding.scene).is_attached
    weight = _BY_TYPE.get(event.type, _DECORATION if event.type == "decoration" else _OTHER)
    if event.day and event.type == "holiday_visit":
        weight = _OTHER
    if is_attached and event.type in ("founding", "industry_day", "school"):
        weight = _OTHER
    return -rank(finding.verdict.label), weight, is_attached, event.start
