"""What other sites, other people and hostile pages cannot do."""

from typing import Any

import pytest
from lxml import html

from archive.archive import Archive
from archive.records import ArticleVersion, Author, Image, Occasion, OccasionLabel
from desk.errors import SettingsRefused
from desk.settings import DeskSettings

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7777*7777}}'


def test_every_page_forbids_foreign_content_framing_and_sniffing(editor: Any) -> None:
    for path in ("/inbox", "/login", "/sources", "/nothing-here"):
        headers = editor.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"


def test_pages_need_neither_inline_script_nor_inline_style(
    editor: Any, anniversary: ArticleVersion
) -> None:
    article_path = f"/articles/{anniversary.article_id}"
    for path in ("/inbox", article_path, f"{article_path}/preview", "/sources", "/runs"):
        root = html.fromstring(editor.open(path))
        assert root.xpath("//script[not(@src)] | //style | //*[@style]") == []
        assert root.xpath("//@*[starts-with(name(), 'on')]") == []


@pytest.mark.parametrize("token", [None, "", "0" * 64, "é"])
def test_a_form_without_this_sessions_token_is_refused(
    editor: Any, anniversary: ArticleVersion, archive: Archive, token: str | None
) -> None:
    fields = editor.fields(editor.open(f"/articles/{anniversary.article_id}"))
    del fields["form_token"]
    if token is not None:
        fields["form_token"] = token
    answer = editor.press(anniversary.article_id, fields, "approve")
    assert answer.status_code == 403
    assert "Biểu mẫu này không thuộc phiên làm việc hiện tại" in answer.text
    assert archive.reviews.review_of_version(anniversary.id) is None


def test_a_token_of_another_session_is_refused(
    editor: Any, other_editor: Any, anniversary: ArticleVersion
) -> None:
    fields = editor.fields(editor.open(f"/articles/{anniversary.article_id}"))
    assert other_editor.press(anniversary.article_id, fields, "approve").status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_sent_from_another_site_is_refused_even_with_a_token(
    editor: Any, anniversary: ArticleVersion, site: str
) -> None:
    fields = editor.fields(editor.open(f"/articles/{anniversary.article_id}"))
    answer = editor.post(
        f"/articles/{anniversary.article_id}",
        data={**fields, "action": "approve"},
        headers={"Sec-Fetch-Site": site},
    )
    assert answer.status_code == 403


def test_log_in_is_bound_to_the_browser_that_opened_the_page(visitor: Any) -> None:
    fields = visitor.fields(visitor.open("/login"), "form.stack")
    fields |= {"login": "lan", "password": "một mật khẩu đủ dài"}
    visitor.cookies.clear()
    assert visitor.post("/login", data=fields).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/inbox", "/articles/1", "/articles/1/preview", "/articles/1/preview/page",
     "/captures/1/download", "/sources", "/incidents", "/runs", "/form-of-address"],
)  # fmt: skip
def test_nothing_is_shown_to_a_visitor(
    visitor: Any, anniversary: ArticleVersion, path: str
) -> None:
    visitor.follow_redirects = False
    answer = visitor.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")


def test_nothing_is_done_for_a_visitor(visitor: Any, anniversary: ArticleVersion) -> None:
    answer = visitor.post("/articles/1", data={"action": "approve"})
    assert answer.url.path == "/login"
    assert "Phiên làm việc đã hết" in answer.text


def test_a_hostile_article_stays_text_on_every_page(
    editor: Any, home: Any, make_article: Any
) -> None:
    written = make_article(
        title=f"Tiêu đề {HOSTILE}",
        lead=HOSTILE,
        authors=(Author(HOSTILE, HOSTILE, HOSTILE),),
        byline_raw=HOSTILE,
        published_raw=HOSTILE,
        source_credit=HOSTILE,
        warnings=(HOSTILE,),
        images=(Image(HOSTILE, HOSTILE, HOSTILE),),
        body_html=(
            "<p onclick=alert(1)>Đoạn một</p><script>alert(1)</script>"
            '<p><a href="javascript:alert(1)">nối</a><img src=x onerror=alert(1)></p>'
            "<svg><style><img src=x onerror=alert(1)></style></svg>"
            '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>'
        ),
    )
    occasion = Occasion(OccasionLabel.OCCASION, HOSTILE, HOSTILE, 9, reasons=(HOSTILE,))
    version = home.add(written, occasion, agency=f"Sở {HOSTILE}")
    path = f"/articles/{version.article_id}"
    for page in ("/inbox", path, f"{path}/preview"):
        root = html.fromstring(editor.open(page))
        assert root.xpath("//script[not(starts-with(@src, '/static/'))]") == []
        assert root.xpath("//@*[starts-with(name(), 'on')]") == []
        assert root.xpath("//@href[starts-with(., 'javascript:')]") == []
        assert root.xpath("//img[@src='x']") == []
        assert "60481729" not in editor.read(page)


def test_hostile_input_is_shown_again_as_text(editor: Any, anniversary: ArticleVersion) -> None:
    answer = editor.decide(anniversary.article_id, "approve", title=HOSTILE, published_on=HOSTILE)
    assert answer.status_code == 400
    assert editor.fields(answer.text)["title"] == [HOSTILE]
    assert "<script>alert(1)" not in answer.text
    assert "<script>alert(1)" not in editor.get("/inbox", params={"q": HOSTILE}).text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/articles/999", 404),
        ("GET", "/articles/99999999999999999999999", 404),
        ("GET", "/articles/abc", 404),
        ("GET", "/articles/1/publish", 405),
        ("GET", "/captures/999/download", 404),
        ("GET", "/nothing", 404),
        ("GET", "/static/../app.py", 404),
    ],
)
def test_errors_are_pages_in_vietnamese(editor: Any, method: str, path: str, status: int) -> None:
    answer = editor.request(method, path)
    assert answer.status_code == status
    assert 'lang="vi"' in answer.text
    assert "Về hộp bài" in answer.text


def test_a_form_in_another_encoding_is_refused(editor: Any, anniversary: ArticleVersion) -> None:
    path = f"/articles/{anniversary.article_id}"
    assert editor.post(path, json={"action": "approve"}).status_code == 400
    assert editor.post(path, files={"title": b"x"}).status_code == 400


def test_a_form_too_large_to_be_ours_is_refused(editor: Any) -> None:
    declared = editor.post("/articles/1", data={"lead": "x" * 1_500_000})
    assert declared.status_code == 413
    assert "Biểu mẫu quá lớn." in declared.text
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    endless = (b"lead=" + b"x" * 500_000 for _ in range(10))
    assert editor.post("/articles/1", content=endless, headers=form).status_code == 413


def test_a_form_with_thousands_of_fields_is_refused(editor: Any) -> None:
    answer = editor.post("/articles/1", data={f"f{n}": "x" for n in range(3000)})
    assert answer.status_code == 400
    assert 'lang="vi"' in answer.text


def test_a_damaged_archive_is_a_page_that_says_what_to_pass_on(
    editor: Any, anniversary: ArticleVersion, home: Any
) -> None:
    for path in (home.folder / "warc").iterdir():
        path.write_bytes(b"not a warc")
    answer = editor.get(f"/captures/{anniversary.provenance.capture_id}/download")
    assert answer.status_code == 500
    assert "Kho lưu trữ có vấn đề" in answer.text
    assert "cannot be read back" in answer.text


def test_an_error_of_the_program_is_a_plain_page_without_its_insides(
    settings: DeskSettings, make_browser: Any, anniversary: ArticleVersion
) -> None:
    browser = make_browser(settings)
    browser.log_in()
    browser.app.state.settings = object()
    answer = browser.get("/inbox")
    assert answer.status_code == 500
    assert "Có lỗi trong chương trình" in answer.text
    assert "Traceback" not in answer.text
    assert "AttributeError" not in answer.text


def test_a_secret_that_could_be_guessed_is_refused(settings: DeskSettings) -> None:
    with pytest.raises(SettingsRefused):
        DeskSettings(
            home=settings.home,
            secret="short",
            company=settings.company,
            target_of=settings.target_of,
            sources={},
        )
