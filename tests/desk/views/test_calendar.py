"""Days to come, founding days to confirm, the feed, and what the machine's suggestions were worth."""

from typing import Any

import attrs
from icalendar import Calendar

from archive.records import ArticleVersion, OccasionLabel


def decide(editor: Any, **fields: str) -> Any:
    return editor.post("/calendar/founding", data={"form_token": editor.token(), **fields})


def renew_feed(editor: Any) -> str:
    page = editor.post("/calendar/feed", data={"form_token": editor.token()})
    return str(page.text)


def test_calendar_shows_what_comes_and_marks_round_years(editor: Any) -> None:
    words = editor.read("/calendar?days=366")
    for told in ("Lịch", "Ngày Nhà giáo Việt Nam", "Tết Nguyên đán", "Chúc mừng:", "★"):
        assert told in words
    assert "Ngày Nhà giáo Việt Nam" not in editor.read("/calendar?days=30")


def test_a_window_that_is_not_offered_is_the_usual_one(editor: Any) -> None:
    for days in ("5", "-1", "x", "99999999999999999999"):
        assert editor.read(f"/calendar?days={days}") == editor.read("/calendar")


def test_founding_day_is_in_the_calendar_only_once_confirmed(editor: Any, home: Any) -> None:
    day = {"honoree": "Sở Y tế tỉnh An Lĩnh", "founded_on": "05/12/1996", "counted_from": ""}
    assert "Ngày thành lập Sở Y tế tỉnh An Lĩnh" not in editor.read("/calendar")
    source = {"source": "Quyết định số 12/QĐ-UBND"}
    done = decide(editor, action="confirm", **day, **source)
    assert done.status_code == 200
    words = editor.read("/calendar")
    assert "Ngày thành lập Sở Y tế tỉnh An Lĩnh" in words
    assert "30 năm ★" in words
    (decision,) = home.archive.founding_days.list_decisions()
    assert (decision.source, decision.is_confirmed) == ("Quyết định số 12/QĐ-UBND", True)


def test_articles_propose_a_founding_day_until_an_editor_decides(
    editor: Any, home: Any, anniversary: ArticleVersion
) -> None:
    occasion = home.archive.occasions.occasion_of(anniversary.id)
    assert occasion.label is OccasionLabel.OCCASION
    counted = attrs.evolve(occasion, type="founding", counted_from=2010)
    home.archive.occasions.record_occasion(anniversary.id, counted)
    page = editor.open("/calendar")
    assert "1 bài tính từ năm 2010." in page
    refused = decide(editor, action="refuse", honoree=occasion.honoree)
    assert "1 bài tính từ năm 2010." not in refused.text
    assert "đã bỏ gợi ý" in refused.text


def test_bad_input_is_refused_and_nothing_is_stored(editor: Any, home: Any) -> None:
    good = {"honoree": "Sở Y tế", "founded_on": "05/12/1996", "counted_from": "", "source": "QĐ 1"}
    for wrong in (
        {"founded_on": "31/02/1996"},
        {"founded_on": "1996"},
        {"founded_on": "05/12/0996"},
        {"honoree": "  "},
        {"source": ""},
        {"counted_from": "lâu rồi"},
        {"counted_from": "99999"},
        {"action": "burn"},
    ):
        values = {"action": "confirm", **good, **wrong}
        assert decide(editor, **values).status_code == 400
    assert home.archive.founding_days.list_decisions() == []


def test_feed_is_read_by_another_program_by_its_secret_address_alone(
    editor: Any, visitor: Any
) -> None:
    page = renew_feed(editor)
    address = page.split(".ics")[0].rpartition("/")[2]
    feed = visitor.get(f"/calendar/{address}.ics")
    assert feed.headers["content-type"].startswith("text/calendar")
    events = list(Calendar.from_ical(feed.content).walk("VEVENT"))
    assert len(events) > 30
    assert any("Thanh tra" in str(event["SUMMARY"]) for event in events)
    again = visitor.get(f"/calendar/{address}.ics", headers={"If-None-Match": feed.headers["etag"]})
    assert again.status_code == 304
    renew_feed(editor)
    assert visitor.get(f"/calendar/{address}.ics").status_code == 404
    assert visitor.get("/calendar/guess.ics").status_code == 404


def test_calendar_is_for_editors(visitor: Any) -> None:
    assert visitor.get("/calendar", follow_redirects=False).headers["location"].startswith("/login")
    assert visitor.get("/suggestions.tsv", follow_redirects=False).status_code == 303


def test_precision_of_suggestions_and_their_test_set(
    editor: Any, anniversary: ArticleVersion
) -> None:
    assert "Chưa có gợi ý nào được duyệt hay từ chối." in editor.read("/suggestions")
    editor.decide(anniversary.article_id, "approve")
    assert "1 1 100 %" in editor.read("/suggestions")
    exported = editor.get("/suggestions.tsv")
    assert anniversary.article.title in exported.text
    assert exported.text.splitlines()[0].split("\t")[:2] == ["label", "type"]


def test_test_set_has_the_editors_honoree(editor: Any, anniversary: ArticleVersion) -> None:
    editor.decide(anniversary.article_id, "approve", honoree="Hội Khuyến học tỉnh An Lĩnh")
    row = editor.get("/suggestions.tsv").text.splitlines()[1]
    assert row.split("\t")[:3] == ["occasion", "founding", "Hội Khuyến học tỉnh An Lĩnh"]


def test_name_that_was_corrected_is_not_proposed_again(
    editor: Any, home: Any, anniversary: ArticleVersion
) -> None:
    assert "1 bài tính từ năm 2010." in editor.read("/calendar")
    fields = editor.fields(editor.open("/calendar"), "form.founding-form")
    assert fields["article"] == [str(anniversary.article_id)]
    corrected = {**fields, "honoree": "Sở TT&TT tỉnh An Lĩnh (cũ)", "founded_on": "28/08/2010"}
    editor.post("/calendar/founding", data={**corrected, "action": "confirm"})
    assert "1 bài tính từ năm 2010." not in editor.read("/calendar")
    confirmed = [d for d in home.archive.founding_days.list_decisions() if d.is_confirmed]
    assert [d.article_id for d in confirmed] == [anniversary.article_id]
    assert confirmed[0].honoree == "Sở TT&TT tỉnh An Lĩnh (cũ)"


def test_evidence_that_is_not_archived_is_refused(editor: Any, home: Any) -> None:
    day = {"honoree": "Sở Y tế", "founded_on": "05/12/1996", "source": "QĐ 1"}
    for article, status in (("4711", 404), ("x", 400), ("9" * 30, 400)):
        done = decide(editor, action="confirm", article=article, **day)
        assert done.status_code == status
    assert home.archive.founding_days.list_decisions() == []


def test_feed_knows_an_etag_that_a_proxy_made_weak(editor: Any, visitor: Any) -> None:
    address = renew_feed(editor).split(".ics")[0].rpartition("/")[2]
    etag = visitor.get(f"/calendar/{address}.ics").headers["etag"]
    asked = {"If-None-Match": f'"other", W/{etag}'}
    assert visitor.get(f"/calendar/{address}.ics", headers=asked).status_code == 304
    assert "Địa chỉ hiện dùng được tạo ngày" in editor.read("/calendar")
    assert address not in editor.open("/calendar")


def test_table_with_a_fault_is_named(editor: Any, home: Any) -> None:
    folder = home.folder / "occasions"
    folder.mkdir()
    (folder / "days.tsv").write_text("id\tday\n", encoding="utf-8")
    shown = editor.get("/calendar")
    assert shown.status_code == 500
    assert "Bảng dịp chúc mừng có lỗi" in shown.text
    assert "days.tsv, dòng 1" in shown.text
