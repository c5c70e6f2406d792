"""Readings of the honoree that suit most events: recipient, object, subject, venue, day."""

import re
from collections.abc import Iterator

from occasions.bodies import DEFAULT_FORM, NOT_HONOURED, Head
from occasions.names import head_at, read_name, skip_fillers
from occasions.scene import NOBODY, Honoree, Scene
from occasions.wording import Hit, keys_of

_PERSONS = keys_of("ông bà anh chị cụ em nguyên")
_STAFF = keys_of("thầy cô cán tập")
_PERSONS_IN_TWO = frozenset((("lãnh", "đạo"), ("đồng", "chí"), ("đ", "c")))
_TOWARDS = keys_of("gửi tới đến cho")
_OWN_KINDS = ("place", "school", "body", "party")
_DAYS = keys_of("ngày năm")
_NAME_WORDS = 6
_ROMAN = re.compile("[IVXL]+")
AT = keys_of("tại ở")


def recipient(scene: Scene) -> Honoree:
    """“chúc mừng B”, "tặng hoa B", "chúc Tết B"."""
    for index in _recipient_starts(scene):
        start = skip_fillers(scene.words, index, len(scene.words))
        if start >= len(scene.words) or scene.words.has_hard_break(start):
            continue
        if any(hit.start == start for hit in scene.skeleton) or scene.words.keys[start] in _DAYS:
            continue
        found = _all_of_a_place(scene, start) or body_within(scene, start) or _anyone(scene, start)
        if found:
            return found
    return NOBODY


def _recipient_starts(scene: Scene) -> Iterator[int]:
    if scene.event.type in ("holiday_visit", "letter"):
        for index in range(scene.event.end, len(scene.words)):
            if scene.words.keys[index] in _TOWARDS | AT:
                yield index + 1
        if not _starts_with(scene, scene.event.end, ("của", "cua", "và", "va")):
            yield scene.event.end
    for hit in scene.skeleton:
        if hit.value.type == "recipient" and not _starts_with(scene, hit.end, ("và", "va")):
            yield hit.end


def _starts_with(scene: Scene, index: int, keys: tuple[str, ...]) -> bool:
    return index < len(scene.words) and scene.words.keys[index] in keys


def body_within(scene: Scene, start: int) -> Honoree | None:
    """The body at `start`, or the first one after "thầy và trò", "cán bộ, công chức"."""
    end = read_name(scene.words, start, scene.lexicon, allow_commas=True)
    index = start
    while index < end:
        head = head_at(scene.words, index, scene.lexicon)
        if head and head.kind == "people" and scene.event.day:
            return None
        if head and (found := _body_at(scene, index, head)):
            return found
        index += len(head.head.split()) if head else 1
    return None


def _body_at(scene: Scene, index: int, head: Head) -> Honoree | None:
    stop = read_name(scene.words, index, scene.lexicon, allow_commas=head.kind == "people")
    is_nameless = head.kind == "place" and not scene.is_proper(index + len(head.head.split()))
    if head.kind in NOT_HONOURED or is_nameless or is_bare(head, stop - index):
        return None
    return Honoree(scene.name(index, stop), head.kind, "người được chúc mừng đứng sau lời chúc")


def is_bare(head: Head, length: int) -> bool:
    """“Trường”, "Công ty" alone name nobody; "Công an", "Quốc hội" do."""
    is_generic = head.kind in ("place", "school", "party") or head.form != DEFAULT_FORM
    return is_generic and head.kind != "people" and length <= len(head.head.split())


def _all_of_a_place(scene: Scene, start: int) -> Honoree | None:
    """“chúc Tết Đảng bộ, chính quyền và nhân dân huyện X”: the whole enumeration."""
    head = head_at(scene.words, start, scene.lexicon)
    if scene.event.type != "holiday_visit" or head is None or head.kind != "party":
        return None
    end = read_name(scene.words, start, scene.lexicon, allow_commas=True)
    if not is_bare(head, read_name(scene.words, start, scene.lexicon) - start) or end - start < 4:
        return None
    return Honoree(scene.name(start, end), "people", "người được chúc đứng sau lời chúc")


def _anyone(scene: Scene, start: int) -> Honoree | None:
    """“chúc Tết đồng bào, chiến sĩ cả nước”: people, where the occasion is not a body's own."""
    if scene.event.type != "holiday_visit" or scene.words.keys[start] in ("của", "nhân", "năm"):
        return None
    if scene.words.keys[start][0].isdecimal() or scene.is_proper(start):
        return None
    end = read_name(scene.words, start, scene.lexicon, allow_commas=True)
    if end <= start:
        return None
    return Honoree(scene.name(start, end), "people", "người được chúc đứng sau lời chúc")


def object_after(scene: Scene) -> Honoree:
    """The name after the event's words: "N năm thành lập X", "khánh thành X"."""
    start = object_start(scene)
    if start >= len(scene.words) or scene.words.breaks[start].strip('“"'):
        return NOBODY
    if scene.words.keys[start][0].isdecimal():
        return NOBODY
    head = head_at(scene.words, start, scene.lexicon)
    free = scene.event.type == "inauguration"
    if not (head or free or _looks_like_name(scene, start)) or (head and head.kind in NOT_HONOURED):
        return NOBODY
    if scene.lexicon.cues.ends_name_at(scene.words, start) and not head:
        return NOBODY
    end = read_name(scene.words, start, scene.lexicon)
    if head and end - start == len(head.head.split()) and head.kind in _OWN_KINDS:
        return _same_kind_as_subject(scene, start, end)
    kind = head.kind if head else ("sector" if scene.event.day else "")
    return Honoree(scene.name(start, end), kind, "tên đứng sau việc được kỷ niệm")


def object_start(scene: Scene) -> int:
    """After the event, past "của" and "lần thứ XV"; back to a head that the event ends with."""
    end = scene.event.end
    for back in (2, 1) if scene.event.type != "school" else ():
        hit = scene.lexicon.heads.match_at(scene.words, end - back) if end >= back else None
        if (
            hit
            and scene.event.start < hit.start
            and hit.end >= end
            and not _in_congress(scene, hit)
        ):
            return hit.start
    start = skip_fillers(scene.words, end, len(scene.words))
    if scene.words.keys[start : start + 2] in (("lần", "thứ"), ("lan", "thu")):
        start += 2
    if start > end or _is_ordinal(scene, start):
        start = skip_fillers(scene.words, start + 1, len(scene.words))
    return start


def _is_ordinal(scene: Scene, index: int) -> bool:
    """“Đại hội XII Công đoàn Việt Nam”."""
    return index < len(scene.words) and bool(_ROMAN.fullmatch(scene.words.written(index)))


def _looks_like_name(scene: Scene, start: int) -> bool:
    """Whether a word without a known head begins a name: by its capital, or as a known name."""
    known = scene.lexicon.provinces.match_at(scene.words, start)
    sector = scene.lexicon.day_sectors.match_at(scene.words, start)
    return bool(known or sector) or (scene.words.has_case and scene.is_proper(start))


def _in_congress(scene: Scene, hit: Hit[Head]) -> bool:
    """“hội” of "đại hội" is no body."""
    return scene.words.keys[hit.start - 1] in ("đại", "dai")


def _same_kind_as_subject(scene: Scene, start: int, end: int) -> Honoree:
    """“Đức Cơ: … ngày thành lập huyện” is huyện Đức Cơ."""
    owner = subject(scene)
    head = head_at(scene.words, start, scene.lexicon)
    if not owner.name:
        return Honoree("", head.kind if head else "", "nơi đăng bài nói về chính mình")
    if owner.kind or head is None:
        return owner
    return Honoree(f"{head.head} {owner.name}", head.kind, owner.reason)


def subject(scene: Scene) -> Honoree:
    """The name with which the sentence of the event begins, or that stands before its colon."""
    for start in _sentence_starts(scene):
        found = _subject_at(scene, start)
        if found:
            return found
    return NOBODY


def _sentence_starts(scene: Scene) -> list[int]:
    starts = [0] + [
        index for index in range(1, scene.event.start) if scene.words.has_hard_break(index)
    ]
    return starts[::-1]


def _subject_at(scene: Scene, start: int) -> Honoree | None:
    words = scene.words
    if start >= scene.event.start:
        return None
    if words.keys[start] in _STAFF:
        return body_within(scene, start)
    if _is_person(scene, start):
        return None
    end = min(read_name(words, start, scene.lexicon), scene.event.start)
    head = head_at(words, start, scene.lexicon)
    if head is None:
        return _headless_subject(scene, start, end)
    is_nameless = head.kind == "place" and not scene.is_proper(start + len(head.head.split()))
    if head.kind in NOT_HONOURED or is_nameless:
        return None
    return Honoree(scene.name(start, end), head.kind, "chủ ngữ của tiêu đề")


def _headless_subject(scene: Scene, start: int, end: int) -> Honoree | None:
    """“Kiểm lâm Việt Nam”, "Lào Cai", "Thăng Bình": a sector, a province, or some other name."""
    words, lexicon = scene.words, scene.lexicon
    if lexicon.cues.ends_name_at(words, start):
        return None
    sector = lexicon.day_sectors.match_at(words, start)
    if sector and sector.end == end:
        return Honoree(scene.name(start, end), "sector", "chủ ngữ của tiêu đề")
    province = lexicon.provinces.match_at(words, start)
    if province:
        return Honoree(province.value.name, "", "tên đứng đầu tiêu đề")
    if _is_whole_name(scene, start, end):
        return Honoree(scene.name(start, end), "", "tên đứng đầu tiêu đề")
    return None


def _is_person(scene: Scene, start: int) -> bool:
    words, lexicon = scene.words, scene.lexicon
    if lexicon.provinces.match_at(words, start):
        return False
    is_titled = words.keys[start] in _PERSONS or words.keys[start : start + 2] in _PERSONS_IN_TWO
    return is_titled or lexicon.positions.match_at(words, start) is not None


def _is_whole_name(scene: Scene, start: int, end: int) -> bool:
    """“Thăng Bình”, "Rạp xiếc An Thái": a few words with a capital at both ends."""
    if scene.words.text.islower() or not 1 < end - start <= _NAME_WORDS:
        return False
    return scene.is_proper(start) and scene.is_proper(end - 1)


def venue(scene: Scene) -> Honoree:
    """“… Ngày Thầy thuốc Việt Nam tại Bệnh viện X”: a body to which the day belongs."""
    for index in range(len(scene.words) - 1):
        if scene.words.keys[index] not in AT:
            continue
        start = skip_fillers(scene.words, index + 1, len(scene.words))
        if _belongs_to_day(scene, start):
            end = read_name(scene.words, start, scene.lexicon)
            return Honoree(scene.name(start, end), "body", "nơi tổ chức, thuộc ngày này")
    return NOBODY


def _belongs_to_day(scene: Scene, start: int) -> bool:
    head = head_at(scene.words, start, scene.lexicon)
    if scene.event.type == "school" and head and head.kind == "school":
        return True
    name = scene.words.slice(start, len(scene.words)).lower()
    bodies = scene.event.day.bodies if scene.event.day else ()
    return any(name.startswith(body.lower()) for body in bodies)


def of_the_day(scene: Scene) -> Honoree:
    day = scene.event.day
    if day is None or not day.honoree:
        return NOBODY
    return Honoree(day.honoree, "day", f"theo bảng ngày cố định: {day.name}")
