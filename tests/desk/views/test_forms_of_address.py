"""A form of address chosen once is suggested in every post to come."""

from typing import Any

import pytest

from archive.records import ArticleVersion

HONOREE = "Trung tâm Chuyển đổi số tỉnh An Lĩnh"


def keep(editor: Any, honoree: str, form: str, action: str = "keep") -> Any:
    fields = {"honoree": honoree, "form_of_address": form, "action": action}
    return editor.post("/suggestions/address", data={"form_token": editor.token(), **fields})


def test_form_chosen_on_an_article_counts_for_the_next(
    editor: Any, home: Any, anniversary: ArticleVersion
) -> None:
    chosen = {"honoree": HONOREE, "form_of_address": "Quý Trung tâm"}
    editor.decide(anniversary.article_id, "save", **chosen)
    assert home.archive.forms_of_address.forms() == {}
    editor.decide(anniversary.article_id, "approve", keeps_form="1", **chosen)
    assert home.archive.forms_of_address.forms() == {HONOREE: "Quý Trung tâm"}
    suggested = editor.get("/form-of-address", params={"honoree": HONOREE.upper()})
    assert suggested.text == "Quý Trung tâm"
    assert "Quý Trung tâm · Trung tâm Chuyển đổi số tỉnh An Lĩnh Nguyễn Thị Lan" in editor.read(
        "/suggestions"
    )


def test_form_is_in_the_suggestion_of_every_article_of_the_body(
    editor: Any, anniversary: ArticleVersion
) -> None:
    page = editor.open(f"/articles/{anniversary.article_id}")
    assert editor.fields(page)["form_of_address"] == ["Quý Sở"]
    keep(editor, "Sở TT&TT tỉnh An Lĩnh", "Quý Sở Thông tin và Truyền thông")
    page = editor.open(f"/articles/{anniversary.article_id}")
    assert editor.fields(page)["form_of_address"] == ["Quý Sở Thông tin và Truyền thông"]
    preview = editor.get(f"/articles/{anniversary.article_id}/preview/page")
    assert "chúc mừng Quý Sở Thông tin và Truyền thông!" in preview.text
    keep(editor, "Sở TT&TT tỉnh An Lĩnh", "", action="remove")
    page = editor.open(f"/articles/{anniversary.article_id}")
    assert editor.fields(page)["form_of_address"] == ["Quý Sở"]
    assert "Chưa có đơn vị nào có cách xưng hô riêng." in editor.read("/suggestions")


def test_looking_at_an_approved_post_keeps_the_form_and_changes_no_state(
    editor: Any, home: Any, anniversary: ArticleVersion
) -> None:
    editor.decide(anniversary.article_id, "approve")
    before = home.archive.reviews.review_of_version(anniversary.id)
    editor.decide(anniversary.article_id, "preview", keeps_form="1")
    assert home.archive.reviews.review_of_version(anniversary.id) == before
    assert list(home.archive.forms_of_address.forms().values()) == ["Quý Sở"]


@pytest.mark.parametrize(
    ("form", "told"),
    [("Quý UBND", "dùng “Quý Cơ quan”"), ("Sở", "bắt đầu bằng “Quý ”"), ("", "bắt đầu bằng")],
)
def test_forms_that_nobody_says_are_refused(editor: Any, home: Any, form: str, told: str) -> None:
    done = keep(editor, HONOREE, form)
    assert done.status_code == 400
    assert told in done.text
    assert home.archive.forms_of_address.list_decisions() == []


def test_quy_ubnd_is_refused_in_a_post_too(editor: Any, anniversary: ArticleVersion) -> None:
    shown = editor.decide(anniversary.article_id, "approve", form_of_address="Quý UBND")
    assert shown.status_code == 400
    assert "Không nơi nào viết “Quý UBND”" in shown.text


def test_bad_input_is_refused(editor: Any, home: Any) -> None:
    assert keep(editor, " ", "Quý Sở").status_code == 400
    assert keep(editor, "Sở\x00Y tế", "Quý Sở").status_code == 400
    assert keep(editor, "S" * 301, "Quý Sở").status_code == 400
    assert keep(editor, HONOREE, "Quý Sở", action="burn").status_code == 400
    forged = editor.post("/suggestions/address", data={"honoree": HONOREE, "action": "remove"})
    assert forged.status_code == 403
    assert home.archive.forms_of_address.list_decisions() == []
