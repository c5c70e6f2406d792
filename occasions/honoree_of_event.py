"""Readings of the honoree that one kind of event needs: who is awarded, appointed to, recognised."""

from collections.abc import Sequence

from occasions.bodies import NOT_HONOURED, Head, Position
from occasions.honoree_readings import body_within, is_bare, object_after, subject
from occasions.names import head_at, read_name, skip_fillers
from occasions.places import with_kind
from occasions.scene import NOBODY, Honoree, Scene
from occasions.wording import Hit


def built(scene: Scene) -> Honoree:
    """The body for which something is built: "trụ sở Công an xã X", "dãy phòng học Trường Y"."""
    found = object_after(scene)
    if not found.name:
        return subject(scene)
    words = scene.words
    for index in range(scene.event.end + 2, len(words)):
        if words.breaks[index]:
            break
        head = head_at(words, index, scene.lexicon)
        before = head_at(words, index - 1, scene.lexicon)
        if head and head.kind in ("body", "school", "party") and not before:
            end = read_name(words, index, scene.lexicon)
            return Honoree(scene.name(index, end), head.kind, "nơi có công trình")
    return found


def awarded(scene: Scene) -> Honoree:
    """“trao tặng Huân chương … cho X”; one who receives ("đón nhận") is the subject."""
    words = scene.words
    for index in range(scene.event.end, len(words)):
        if words.keys[index] in ("cho", "tới", "toi"):
            found = body_within(scene, skip_fillers(words, index + 1, len(words)))
            if found:
                return found
    gives = words.keys[scene.event.start] in ("trao", "tặng", "phong", "gắn", "tang")
    return NOBODY if gives else subject(scene)


def _counted_places(scene: Scene) -> Honoree:
    """“công bố 3 huyện”, "công nhận 3 thôn của các xã A, B": so many places, named or not."""
    words = scene.words
    for index in range(scene.event.start - 1):
        unit = head_at(words, index + 1, scene.lexicon)
        if words.keys[index].isdecimal() and unit and unit.kind == "place":
            end = min(read_name(words, index, scene.lexicon, allow_commas=True), scene.event.start)
            province = scene.lexicon.provinces.match_at(words, 0)
            where = f" {province.value.kind} {province.value.name}" if province else ""
            bare = end - index <= 1 + len(unit.head.split())
            return Honoree(
                words.slice(index, end) + where * bare, "place", "các nơi được công nhận"
            )
    return NOBODY


def recognised(scene: Scene) -> Honoree:
    """“công nhận X đạt chuẩn”, "công bố X đạt chuẩn"; else who reaches the standard."""
    if (counted := _counted_places(scene)).name:
        return counted
    words = scene.words
    for index in range(scene.event.start - 1):
        if words.keys[index : index + 2] in (("công", "nhận"), ("công", "bố"), ("cong", "nhan")):
            start = skip_fillers(words, index + 2, scene.event.start)
            head = head_at(words, start, scene.lexicon)
            if head and scene.is_proper(start + len(head.head.split())):
                end = min(read_name(words, start, scene.lexicon), scene.event.start)
                return Honoree(scene.name(start, end), head.kind, "nơi được công nhận")
    if _HAVE & set(words.keys[: scene.event.start]):
        return NOBODY
    return _with_its_unit(scene, subject(scene))


_HAVE = frozenset(("có", "thêm"))
_UNITS = ("xã", "huyện", "phường", "thôn", "thị xã", "thị trấn", "bản", "ấp", "buôn")


def _with_its_unit(scene: Scene, found: Honoree) -> Honoree:
    """“Hồng Thái: Lễ công bố xã đạt chuẩn …” is xã Hồng Thái."""
    if found.kind or not found.name:
        return found
    for index in range(1, min(scene.event.end + 4, len(scene.words) - 1)):
        head = head_at(scene.words, index, scene.lexicon)
        if head and head.head in _UNITS:
            return Honoree(f"{head.head} {found.name}", "place", found.reason)
    return found


def appointed_to(scene: Scene) -> Honoree:
    """The body of the position: after the event first, "Giám đốc Sở X", "Chủ tịch tỉnh Y"."""
    hits = list(scene.lexicon.positions.find(scene.words))
    later = [hit for hit in hits if hit.end > scene.event.start]
    for hit in later + [hit for hit in hits if hit.end <= scene.event.start]:
        start = hit.end
        if start >= len(scene.words) or scene.words.breaks[start]:
            continue
        head = head_at(scene.words, start, scene.lexicon)
        end = read_name(scene.words, start, scene.lexicon)
        is_body = head and head.kind not in ("place", *NOT_HONOURED)
        if head and is_body and not is_bare(head, end - start):
            name = _with_office(hit.value, head) + scene.name(start, end)
            return Honoree(name, head.kind, "cơ quan của chức vụ")
        if hit.value.body and end > start and _is_place(scene, start, end):
            place = scene.name(start, end)
            return Honoree(
                f"{hit.value.body} {with_kind(place, scene.lexicon)}", "body", "nơi của chức vụ"
            )
    return _places_before(scene, hits)


def _with_office(position: Position, head: Head) -> str:
    """“Chánh Văn phòng UBND tỉnh X” heads Văn phòng UBND tỉnh X."""
    is_office = position.body and position.position.endswith(position.body)
    return f"{position.body} " if is_office and head.head != position.body else ""


def _is_place(scene: Scene, start: int, end: int) -> bool:
    """“tỉnh Bắc Ninh”, "Bắc Ninh", "Kiểm lâm" after a position; not "một công ty con của X"."""
    head = head_at(scene.words, start, scene.lexicon)
    return scene.is_proper(end - 1 if head else start)


def _places_before(scene: Scene, hits: Sequence[Hit[Position]]) -> Honoree:
    """“Quảng Ngãi, Kiên Giang có Phó chủ tịch mới”: UBND of each."""
    owner = subject(scene)
    if owner.kind and owner.kind != "place":
        return owner
    bodies = [hit.value.body for hit in scene.lexicon.positions.find(scene.words)]
    body = bodies[0] if bodies else ""
    places = [
        hit.value.name
        for hit in scene.lexicon.provinces.find(scene.words)
        if hit.end <= scene.event.start
    ]
    if body and places:
        names = [f"{body} {with_kind(place, scene.lexicon)}" for place in places]
        return Honoree("; ".join(names), "body", "địa phương đứng đầu tiêu đề")
    if body and owner.name:
        return Honoree(f"{body} {owner.name}", "body", owner.reason)
    return owner


def people_of_sender(scene: Scene) -> Honoree:
    """“Thư chúc Tết của Chủ tịch UBND huyện X”, addressed to nobody: the people of huyện X."""
    if scene.event.type != "holiday_visit" or "thư" not in scene.words.keys[: scene.event.end]:
        return NOBODY
    for index in range(scene.event.end, len(scene.words)):
        head = head_at(scene.words, index, scene.lexicon)
        if head and head.kind == "place":
            end = read_name(scene.words, index, scene.lexicon)
            return Honoree(
                f"nhân dân {scene.name(index, end)}", "people", "địa phương của người gửi"
            )
    return NOBODY


def gathered(scene: Scene) -> Honoree:
    """“Đại hội đại biểu các dân tộc thiểu số huyện X”: whose congress it is, by its place."""
    words = scene.words
    for index in range(scene.event.end, len(words)):
        if words.has_hard_break(index):
            break
        head = head_at(words, index, scene.lexicon)
        if head and head.kind not in NOT_HONOURED:
            size = len(head.head.split())
            if not is_bare(head, len(words) - index) and scene.is_proper(index + size):
                end = read_name(words, index, scene.lexicon)
                return Honoree(scene.name(index, end), head.kind, "nơi của đại hội")
    return NOBODY
