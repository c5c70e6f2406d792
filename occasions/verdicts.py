"""How sure an event is: what stands around it raises, lowers or forbids the label."""

import re
from collections.abc import Sequence

from attrs import frozen

from archive.records import OccasionLabel
from occasions.cues import Cue
from occasions.events import Event
from occasions.scene import CONGRATULABLE, Honoree, Scene
from occasions.wording import Hit, Words, keys_of

OCCASION, MAYBE, NO = OccasionLabel.OCCASION, OccasionLabel.MAYBE, OccasionLabel.NO
_RANK = {NO: 0, MAYBE: 1, OCCASION: 2}
_SUBJECT_WORDS = 9
"""A longer beginning before "chào mừng" is a sentence of its own, not a name."""


@frozen
class Verdict:
    label: OccasionLabel
    reasons: tuple[str, ...] = ()


def lower(first: OccasionLabel, second: OccasionLabel) -> OccasionLabel:
    return min(first, second, key=_RANK.__getitem__)


def rank(label: OccasionLabel) -> int:
    return _RANK[label]


def judge(scene: Scene, honoree: Honoree, doubts: Sequence[Hit[Cue]]) -> Verdict:
    """The label of one event, with the words that decided, for the editor to check."""
    setting = read_setting(scene)
    label, reason = _JUDGES.get(scene.event.type, _judge_plain)(scene, honoree, setting)
    reasons = [_quote(scene.words, scene.event.start, scene.event.end, scene.event.note)]
    if reason:
        reasons.append(reason)
    if setting.is_side_event:
        label = lower(label, MAYBE)
        reasons.append("việc khác, chỉ “nhân dịp” hay “chào mừng”")
    for hit in doubts:
        if _applies(hit, scene.event):
            label = lower(label, hit.value.label or NO)
            reasons.append(_quote(scene.words, hit.start, hit.end, hit.value.note))
    return Verdict(label, tuple(reasons))


def _quote(words: Words, start: int, end: int, note: str) -> str:
    return f"“{words.slice(start, end)}”: {note}"


def _applies(hit: Hit[Cue], event: Event) -> bool:
    if hit.value.types and event.type not in hit.value.types:
        return False
    if event.start <= hit.start and hit.end <= event.end:
        return False
    return hit.value.scope == "any" or hit.start < event.start


# --- What stands before the event ---------------------------------------------------------------


@frozen
class Setting:
    is_celebrated: bool
    """A ceremony or a congratulation stands before the event and does not belong to "nhân dịp"."""
    is_attached: bool
    """“chào mừng”, "nhân dịp" stands before: something else may be the news."""
    is_framed: bool
    """A frame or an attachment stands directly before."""
    is_opening: bool
    """The event opens the title or follows a colon."""
    is_side_event: bool


def read_setting(scene: Scene) -> Setting:
    event = scene.event
    before = [hit for hit in scene.skeleton if hit.end <= event.start]
    attached = [hit for hit in before if hit.value.sense == "attach"]
    first_attached = attached[0].start if attached else event.start
    celebrated = any(
        hit.value.sense == "frame" and hit.start < first_attached for hit in before
    ) or (event.type == "letter")
    lead_start = _lead_in_start(event, before)
    is_opening = lead_start == 0 or scene.words.has_hard_break(lead_start)
    head_is_subject = is_opening or _is_subject(scene, lead_start)
    return Setting(
        is_celebrated=celebrated,
        is_attached=bool(attached),
        is_framed=lead_start < event.start,
        is_opening=is_opening,
        is_side_event=bool(attached) and not celebrated and not head_is_subject,
    )


_GLUE = keys_of("tròn lần thứ sự kiện các của tổ chức và ngày năm")


def _lead_in_start(event: Event, before: Sequence[Hit[Cue]]) -> int:
    """Where the chain of frames begins that leads directly to the event."""
    start = event.start
    for hit in reversed(before):
        if hit.value.sense not in ("frame", "attach") or start - hit.end > 2:
            break
        start = hit.start
    return start


def _is_subject(scene: Scene, end: int) -> bool:
    """Whether the words before are a name alone: "Trường THPT X chào mừng …"."""
    start = max((i for i in range(end) if scene.words.has_hard_break(i)), default=0)
    if end - start > _SUBJECT_WORDS:
        return False
    inner = [i for i in range(start, end) if scene.words.keys[i] not in _GLUE]
    return all(scene.is_proper(i) or _is_known(scene, i) for i in inner)


def _is_known(scene: Scene, index: int) -> bool:
    """Whether a lower-case word is part of a known name ("thông" in "Thông tin")."""
    for start in range(max(0, index - 5), index + 1):
        for table in (scene.lexicon.writings, scene.lexicon.heads):
            hit = table.match_at(scene.words, start)
            if hit and hit.end > index:
                return True
    return False


# --- Judges, one a kind of event ------------------------------------------------------------------

_Judgement = tuple[OccasionLabel, str]


def _judge_plain(scene: Scene, honoree: Honoree, setting: Setting) -> _Judgement:
    return scene.event.label, ""


def _judge_anniversary(scene: Scene, honoree: Honoree, setting: Setting) -> _Judgement:
    event = scene.event
    if _opens_with_date(scene):
        return MAYBE, "bài về lịch sử của ngày"
    if event.is_bare_count:
        return _judge_bare_count(scene, honoree, setting)
    if event.label is MAYBE:
        return _judge_praise(scene, honoree, setting)
    if event.day and event.years is None:
        return _judge_day(scene, honoree, setting)
    if not (honoree.name or honoree.kind):
        return MAYBE, "không nêu ai được chúc mừng"
    if event.years is None and not (setting.is_framed or setting.is_opening):
        return MAYBE, "nhắc tới ngày ấy, không có lời chúc hay buổi lễ"
    return OCCASION, ""


def _judge_praise(scene: Scene, honoree: Honoree, setting: Setting) -> _Judgement:
    """“Thư viện X: 65 năm đồng hành cùng bạn đọc” is an anniversary; praise without years is not."""
    if honoree.kind not in CONGRATULABLE:
        return NO, "không nêu cơ quan nào"
    has_own_years = scene.event.years is not None and honoree.kind in ("body", "school")
    if has_own_years and (setting.is_opening or _follows_dash(scene)):
        return OCCASION, ""
    return MAYBE, ""


def _follows_dash(scene: Scene) -> bool:
    return scene.words.breaks[scene.event.start] in ("-", "–")


def _opens_with_date(scene: Scene) -> bool:
    """“Ngày 26-7-1960: …”: an entry of history."""
    for index, key in enumerate(scene.words.keys[:2]):
        if key.count("-") + key.count("/") + key.count(".") == 2 and key[0].isdecimal():
            return index < scene.event.start
    return False


def _judge_bare_count(scene: Scene, honoree: Honoree, setting: Setting) -> _Judgement:
    if setting.is_framed:
        is_named = honoree.kind in CONGRATULABLE
        return (OCCASION, "") if is_named else (MAYBE, "không rõ kỷ niệm ngày của ai")
    is_round_headline = (
        honoree.kind in ("body", "school")
        and (scene.event.years or 1) % 5 == 0
        and bool(scene.words.breaks[scene.event.start])
    )
    label = MAYBE if honoree.kind == "sector" or is_round_headline else NO
    return label, "“N năm” không đi với lời chúc hay buổi lễ"


def _judge_day(scene: Scene, honoree: Honoree, setting: Setting) -> _Judgement:
    congratulated = setting.is_celebrated or any(
        hit.value.type == "recipient" or hit.value.type == "letter" for hit in scene.skeleton
    )
    if scene.event.is_bare_date:
        return (OCCASION, "") if congratulated else (NO, "chỉ nhắc ngày, không có lời chúc")
    if not honoree.name:
        is_kept = setting.is_celebrated or setting.is_opening
        return (MAYBE if is_kept else NO), "ngày chung, không nêu ai được chúc mừng"
    if setting.is_framed or setting.is_opening or congratulated:
        return OCCASION, ""
    if not scene.event.is_alias:
        return MAYBE, "nhắc tới ngày ấy, không có lời chúc hay buổi lễ"
    return NO, "nhắc tới ngày ấy, không có lời chúc hay buổi lễ"


def _judge_appointment(scene: Scene, honoree: Honoree, setting: Setting) -> _Judgement:
    if next(scene.lexicon.positions.find(scene.words), None) is None:
        return (MAYBE, "không nêu chức vụ") if honoree.is_named else (NO, "không nêu chức vụ")
    if not honoree.name:
        return MAYBE, "không nêu cơ quan"
    return OCCASION if scene.event.label is OCCASION or honoree.is_named else MAYBE, ""


def _judge_launch(scene: Scene, honoree: Honoree, setting: Setting) -> _Judgement:
    if honoree.kind not in CONGRATULABLE or honoree.kind == "people":
        return NO, "không phải một cơ quan mới"
    if honoree.name.islower():
        return NO, "cơ quan mới không có tên riêng"
    return scene.event.label, ""


def _judge_decoration(scene: Scene, honoree: Honoree, setting: Setting) -> _Judgement:
    if not honoree.name:
        return MAYBE, "không nêu cơ quan được khen"
    return scene.event.label, ""


def _judge_new_rural(scene: Scene, honoree: Honoree, setting: Setting) -> _Judgement:
    before = scene.words.keys[: scene.event.start]
    if any("/" in key for key in before) or "%" in scene.words.text:
        return MAYBE, "số liệu"
    announced = bool({"lễ", "nhận", "bố", "đón"} & set(before))
    ranked = bool({"thứ", "tiên"} & set(before))
    counted = any(key.isdecimal() and int(key) > 1 for key in before)
    if not (announced or ranked) and (counted or not honoree.name):
        return MAYBE, "số liệu, hay không nêu nơi nào"
    return scene.event.label, ""


def _judge_letter(scene: Scene, honoree: Honoree, setting: Setting) -> _Judgement:
    if scene.event.label is OCCASION:
        return (OCCASION, "") if honoree.name else (MAYBE, "không rõ thư gửi ai")
    if _is_plain_letter(scene):
        return (OCCASION, "") if scene.event.day else (NO, "thư không gắn với một ngày kỷ niệm")
    return scene.event.label, ""


def _is_plain_letter(scene: Scene) -> bool:
    return {"khen", "mừng", "điện"}.isdisjoint(
        scene.words.keys[scene.event.start : scene.event.end]
    )


def _judge_holiday(scene: Scene, honoree: Honoree, setting: Setting) -> _Judgement:
    if scene.event.label is OCCASION and not scene.event.day:
        return (OCCASION, "") if honoree.name else (MAYBE, "không nêu ai được chúc")
    recipients = [hit for hit in scene.skeleton if hit.value.type == "recipient"]
    if any({"chúc", "chuc"} & set(scene.words.keys[hit.start : hit.end]) for hit in recipients):
        return (OCCASION, "") if honoree.name else (MAYBE, "không nêu ai được chúc")
    return (MAYBE, "") if recipients else (NO, "nhắc tới ngày lễ, không có lời chúc")


_CONGRESS_MARKS = keys_of("thứ nhiệm khóa khai bế dự tổ")
"""Of "lần thứ", "nhiệm kỳ", "khai mạc", "bế mạc", "dự", "tổ chức"."""
_CONGRESS_NUMBER = re.compile(r"thành công|\b[XVI]{2,}\b")


def _judge_congress(scene: Scene, honoree: Honoree, setting: Setting) -> _Judgement:
    """One congress, not congresses: it has a number, a term, or is held, opened, attended."""
    is_one = bool(_CONGRESS_MARKS & set(scene.words.keys)) or bool(
        _CONGRESS_NUMBER.search(scene.words.text)
    )
    if is_one and (scene.event.label is OCCASION or honoree.name):
        return OCCASION, ""
    return MAYBE, "chưa rõ đại hội nào, của ai"


_JUDGES = {
    "founding": _judge_anniversary,
    "industry_day": _judge_anniversary,
    "appointment": _judge_appointment,
    "merger_launch": _judge_launch,
    "decoration": _judge_decoration,
    "new_rural": _judge_new_rural,
    "letter": _judge_letter,
    "holiday_visit": _judge_holiday,
    "congress": _judge_congress,
}
