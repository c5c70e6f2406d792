from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archive.records import Attachment, Author, Image
from scraper.fields.body import Body, read_body

BASE = "https://stttt.vinhlac.test/news/-/details/1/bai-viet"
SENTENCE = "Sáng 12/10, hội nghị tổng kết công tác năm được tổ chức trang trọng tại tỉnh Vĩnh Lạc với sự tham dự của đông đảo đại biểu."


def body_of(markup: str, **known: Any) -> Body:
    root = etree.fromstring(
        f"<html><body><div id='x'>{markup}</div></body></html>".encode(),
        etree.HTMLParser(encoding="utf-8", remove_comments=True),
    )
    return read_body(root.xpath("//div[@id='x']"), BASE, **known)


def test_paragraphs_are_separated_by_one_empty_line_and_breaks_by_a_line_feed() -> None:
    body = body_of("<p>Một\n  hai</p><div>Ba<br>bốn<br><br>năm</div>Sáu chữ đứng một mình")
    assert body.text == "Một hai\n\nBa\nbốn\n\nnăm\n\nSáu chữ đứng một mình"


def test_html_keeps_emphasis_lists_and_tables_and_nothing_dangerous() -> None:
    body = body_of(
        "<p onclick='x()'>Chữ <b style='color:red'>đậm</b> và <i>nghiêng</i><script>alert(1)</script></p>"
        "<ul><li>Một</li><li><p>Hai</p></li></ul>"
        "<table><tbody><tr><td colspan=2>Ô <em>nhấn</em></td></tr></tbody></table>"
        "<a href='javascript:alert(1)'>bấm</a><iframe src='//evil'></iframe><p>Hết bài ở đây.</p>"
    )
    assert body.html == (
        "<p>Chữ <strong>đậm</strong> và <em>nghiêng</em></p><ul><li>Một</li><li>Hai</li></ul>"
        '<table><tbody><tr><td colspan="2">Ô <em>nhấn</em></td></tr></tbody></table>'
        "<p>bấm</p><p>Hết bài ở đây.</p>"
    )


def test_addresses_are_absolute_and_files_are_attachments() -> None:
    body = body_of(
        f"<p>{SENTENCE}</p><p>Xem <a href='/tai-lieu/ke-hoach-12.pdf'>Kế hoạch số 12</a> kèm theo bài viết này nhé.</p>"
    )
    assert 'href="https://stttt.vinhlac.test/tai-lieu/ke-hoach-12.pdf"' in body.html
    assert body.attachments == (
        Attachment("https://stttt.vinhlac.test/tai-lieu/ke-hoach-12.pdf", "Kế hoạch số 12"),
    )


def test_a_file_line_at_the_end_leaves_the_text_but_stays_an_attachment() -> None:
    body = body_of(f"<p>{SENTENCE}</p><p>Tệp đính kèm: <a href='a.docx'>Quyết định số 5</a></p>")
    assert body.text == SENTENCE
    assert [file.name for file in body.attachments] == ["Quyết định số 5"]


@pytest.mark.parametrize(
    "markup",
    [
        "<p><img src='/a.jpg'></p><p style='text-align:center'><em>Quang cảnh hội nghị. (Ảnh: Thu Hà)</em></p>",
        "<table><tr><td><img src='/a.jpg'></td></tr><tr><td>Quang cảnh hội nghị. (Ảnh: Thu Hà)</td></tr></table>",
        "<figure><img src='/a.jpg'><figcaption>Quang cảnh hội nghị. (Ảnh: Thu Hà)</figcaption></figure>",
        "<p><img src='/a.jpg'><br><i>Quang cảnh hội nghị. (Ảnh: Thu Hà)</i></p>",
    ],
)
def test_a_caption_belongs_to_its_picture_and_not_to_the_text(markup: str) -> None:
    body = body_of(f"<p>{SENTENCE}</p>{markup}<p>{SENTENCE}</p>")
    assert body.images == (
        Image("https://stttt.vinhlac.test/a.jpg", "Quang cảnh hội nghị. (Ảnh: Thu Hà)", "Thu Hà"),
    )
    assert body.text == f"{SENTENCE}\n\n{SENTENCE}"
    assert "<figcaption>" in body.html


def test_pictures_inside_the_page_and_icons_are_no_pictures() -> None:
    body = body_of(
        f"<p>{SENTENCE}<img src='data:image/png;base64,AA'><img src='/images/spacer.png'></p>"
    )
    assert body.images == ()
    assert body.embedded_pictures == 1


def test_name_and_position_that_open_the_body_are_the_byline() -> None:
    body = body_of(
        f"<p style='text-align:right'><b>Nguyễn Việt An</b></p><p>Tỉnh ủy viên, Giám đốc Sở Nội vụ</p><p>{SENTENCE}</p>"
    )
    assert body.text == SENTENCE
    assert body.signing.authors == [
        Author("Nguyễn Việt An", "Tỉnh ủy viên, Giám đốc Sở Nội vụ", "Sở Nội vụ")
    ]
    assert body.signing.byline_lines == ["Nguyễn Việt An", "Tỉnh ủy viên, Giám đốc Sở Nội vụ"]


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        (f"<p>{SENTENCE}</p><p align=right><b>Hải Yến</b></p>", ["Hải Yến"]),
        (f"<p>{SENTENCE}</p><p>Tin, ảnh: Hải Yến</p>", ["Hải Yến"]),
        (f"<p>{SENTENCE[:-1]}./. <b>Hải Yến</b></p>", ["Hải Yến"]),
        (f"<p>{SENTENCE}<br>{SENTENCE[:-1]}./. Hải Yến</p>", ["Hải Yến"]),
        (f"<p>{SENTENCE}</p><p>{'&nbsp;' * 40}Vũ Long - Bá Trung</p>", ["Vũ Long", "Bá Trung"]),
        (
            f"<p>{SENTENCE}</p><p align=right>GIÁM ĐỐC</p><p align=right>Lê Văn Bình</p>",
            ["Lê Văn Bình"],
        ),
        (f"<p>{SENTENCE}</p><p align=right>SỞ NỘI VỤ</p>", []),
    ],
)
def test_signatures_at_the_end(markup: str, names: list[str]) -> None:
    body = body_of(f"<p>{SENTENCE}</p>{markup}")
    assert [author.name for author in body.signing.authors] == names
    assert not any(name in body.text.split("\n\n")[-1][-20:] for name in names)


def test_list_of_names_or_bodies_is_text_and_no_signature() -> None:
    body = body_of(f"<p>{SENTENCE}</p><ul><li>UBND xã Hòa Sơn</li><li>UBND xã Tân Lập</li></ul>")
    assert body.signing.byline_lines == []
    assert body.text.endswith("UBND xã Tân Lập")


def test_source_credit_and_counters_leave_the_text() -> None:
    body = body_of(f"<p>{SENTENCE}</p><p><i>Theo Báo Vĩnh Lạc</i></p><p>Số lượt xem: 312</p>")
    assert body.text == SENTENCE
    assert body.signing.credit == "Báo Vĩnh Lạc"


def test_title_and_lead_repeated_at_the_start_leave_the_text() -> None:
    lead = "Đây là phần mở đầu được in lại nguyên văn trong thân bài."
    body = body_of(
        f"<p><b>Hội nghị tổng kết</b></p><p>{lead}</p><p>{SENTENCE}</p>",
        title="Hội nghị tổng kết",
        lead=lead,
    )
    assert body.text == SENTENCE


def test_related_articles_below_the_text_are_cut() -> None:
    body = body_of(
        f"<p>{SENTENCE}</p><p>Các tin khác</p><p><a href='/a'>Một bài khác</a></p><p><a href='/b'>Bài nữa</a></p>"
    )
    assert body.text == SENTENCE


def test_boxes_of_sharing_and_related_links_are_not_read() -> None:
    body = body_of(
        f"<p>{SENTENCE}</p><div class='social-share'>Chia sẻ bài này</div><div class='related-news'>Tin khác đây</div>"
    )
    assert body.text == SENTENCE


def test_decomposed_letters_come_out_composed() -> None:
    body = body_of("<p>Tiếng Việt có dấu</p>")
    assert body.text == "Tiếng Việt có dấu"


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("<>/ =\"'&;abp1đ\n\u00a0"), max_size=300))
def test_any_markup_gives_clean_html(markup: str) -> None:
    body = body_of(markup)
    assert "<script" not in body.html
    assert "onerror" not in body.html


@pytest.mark.parametrize(
    "name", ["position-relative", "elementor-widget-container", "shared-content", "fbody"]
)
def test_names_of_layout_are_no_boxes(name: str) -> None:
    body = body_of(f"<div class='{name}'><p>{SENTENCE}</p></div>")
    assert body.text == SENTENCE


@pytest.mark.parametrize(
    "name",
    [
        "related-posts",
        "tin-lien-quan",
        "social-links",
        "share-box",
        "fb-like",
        "sharedaddy",
        "post_share",
    ],
)
def test_names_of_other_things_are_boxes(name: str) -> None:
    body = body_of(f"<p>{SENTENCE}</p><div class='{name}'>Nội dung khác</div>")
    assert body.text == SENTENCE


def test_a_centred_heading_after_a_picture_is_no_caption() -> None:
    body = body_of(
        f"<p>{SENTENCE}</p><p><img src='/a.jpg'></p><p align='center'><b>I. KẾT QUẢ NỔI BẬT</b></p><p>{SENTENCE}</p>"
    )
    assert body.images[0].caption == ""
    assert "I. KẾT QUẢ NỔI BẬT" in body.text


def test_a_name_glued_to_day_and_time_opens_the_body() -> None:
    body = body_of(f"<p>N.Q.VIỆT 27/03/2015 17:08</p><p>{SENTENCE}</p>")
    assert body.text == SENTENCE
    assert [author.name for author in body.signing.authors] == ["N.Q.Việt"]
    assert body.signing.date_line == "27/03/2015 17:08"


def test_a_place_and_a_day_are_no_byline() -> None:
    body = body_of(f"<p>Vĩnh Lạc, ngày 27/03/2015</p><p>{SENTENCE}</p>")
    assert body.signing.authors == []
    assert body.text.startswith("Vĩnh Lạc, ngày 27/03/2015")


def test_a_pasted_summary_that_keeps_its_name_is_the_lead() -> None:
    body = body_of(f"<div class='des'><p>{SENTENCE}</p></div><div class='detail'>{SENTENCE}</div>")
    assert body.signing.lead == SENTENCE
    assert body.text == SENTENCE


@pytest.mark.parametrize(
    "markup",
    [
        # Bold alone opens many texts; a class of the whole text is no name of its first line.
        f"<p><b>{SENTENCE}</b></p><p>{SENTENCE}</p>",
        f"<div class='description'><p>{SENTENCE}</p><p>{SENTENCE}</p></div>",
        f"<p class='descriptions'>{SENTENCE}</p><p>{SENTENCE}</p>",
        f"<p class='sapo'>Vĩnh Lạc</p><p>{SENTENCE}</p>",
    ],
)
def test_a_first_line_without_a_name_of_its_own_is_text(markup: str) -> None:
    body = body_of(markup)
    assert body.signing.lead == ""
    assert len(body.text.split("\n\n")) == 2


def test_a_lead_that_is_known_leaves_the_pasted_one_in_the_text() -> None:
    markup = f"<p class='sapo'>{SENTENCE}</p><p>Hội nghị bế mạc.</p>"
    assert body_of(markup, lead="Phần mở đầu của trang.").text.startswith(SENTENCE)


HOLDER = "Hiệu trưởng Nguyễn Văn An"


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{SENTENCE}</p><p align=right>{HOLDER}</p>",
        f"<p>{SENTENCE}</p><p><strong>{HOLDER}</strong></p>",
        f"<p>{SENTENCE[:-1]}./.</p><p>{HOLDER}</p>",
    ],
)
def test_office_and_name_on_a_line_of_their_own_sign(markup: str) -> None:
    body = body_of(f"<p>{SENTENCE}</p>{markup}")
    assert body.signing.authors == [Author("Nguyễn Văn An", "Hiệu trưởng")]
    assert HOLDER not in body.text


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{SENTENCE}</p><p>{HOLDER}</p>",
        f"<p>{SENTENCE} {HOLDER}</p>",
        f"<p>{SENTENCE}</p><ul><li><b>{HOLDER}</b></li></ul>",
        f"<p>{HOLDER}</p><p>{SENTENCE}</p>",
    ],
)
def test_office_and_name_in_running_text_or_a_list_are_text(markup: str) -> None:
    body = body_of(f"<p>{SENTENCE}</p>{markup}" if not markup.startswith("<p>H") else markup)
    assert body.signing.authors == []
    assert HOLDER in body.text


def test_labels_on_lines_of_their_own_sign_with_the_line_below_them() -> None:
    labels = "<div>Tác giả:</div><div>Hải Yến</div><div>Nguồn:</div><div>Báo Vĩnh Lạc</div>"
    body = body_of(f"<p>{SENTENCE}</p><p>{SENTENCE}</p>{labels}")
    assert [author.name for author in body.signing.authors] == ["Hải Yến"]
    assert body.signing.credit == "Báo Vĩnh Lạc"
    assert body.text == f"{SENTENCE}\n\n{SENTENCE}"


def test_a_label_without_a_value_that_reads_as_one_stays_text() -> None:
    body = body_of(f"<p>{SENTENCE}</p><p>Nguồn:</p><p>{SENTENCE}</p>")
    assert body.text.endswith(SENTENCE)
    assert body.signing.credit == ""


@pytest.mark.parametrize("name", ["text-right", "has-text-align-right", "x-text-end", "rteright"])
def test_a_class_sets_a_signature_right(name: str) -> None:
    body = body_of(f"<p>{SENTENCE}</p><p>{SENTENCE[:-1]}</p><p class='{name}'>Báo Vĩnh Lạc</p>")
    assert body.signing.credit == "Báo Vĩnh Lạc"


@pytest.mark.parametrize(
    "frame",
    [
        "<iframe src='/uploads/kh21.pdf'></iframe>",
        "<iframe src='https://docs.google.com/gview?url=https://stttt.vinhlac.test/uploads/kh21.pdf&embedded=true'></iframe>",
        "<iframe src='/pdf.js/viewer.html?file=%2Fuploads%2Fkh21.pdf'></iframe>",
        "<embed src='/uploads/kh21.pdf' type='application/pdf'>",
        "<object data='/uploads/kh21.pdf'><p>Trình duyệt không hỗ trợ</p></object>",
    ],
)
def test_a_document_shown_in_a_frame_is_an_attachment(frame: str) -> None:
    body = body_of(f"<p>{frame}</p>")
    address = "https://stttt.vinhlac.test/uploads/kh21.pdf"
    assert body.attachments == (Attachment(address, "kh21.pdf"),)
    assert body.text == ""
    assert not body.is_empty


def test_a_film_is_something_to_see_and_a_button_is_not() -> None:
    assert body_of("<iframe src='https://www.youtube.com/embed/a'></iframe>").films == 1
    assert body_of("<video><source src='/le.mp4'></video>").films == 1
    button = body_of("<iframe src='https://www.facebook.com/plugins/like.php?href=x'></iframe>")
    assert button.is_empty
    assert body_of("<p>&nbsp;</p>").is_empty


@pytest.mark.parametrize(
    ("markup", "author"),
    [
        ("<p align=right><b>Hải Yến</b></p><p align=right><i>(Trung tâm Văn hóa xã)</i></p>", Author("Hải Yến", "Trung tâm Văn hóa xã", "Trung tâm Văn hóa xã")),
        (f"<p>{SENTENCE} <b><i>Hải Yến</i></b></p>", Author("Hải Yến")),
        ("<p align=center>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<br>Nguyễn Văn An</p>", Author("Nguyễn Văn An", "CHỦ TỊCH")),
        ("<p align=right>Hải Yến</p><p>#VinhLac #ChuyenDoiSo</p>", Author("Hải Yến")),
        ("<p align=right>Hải Yến</p><div class='page-links'>Trang: 1 2</div>", Author("Hải Yến")),
        ("<p align=right>Hải Yến</p><p>>>> Mời bạn đọc xem thêm:</p><p><a href='/1'>Xã Hòa Lạc ra mắt mô hình</a></p>", Author("Hải Yến")),
    ],
)  # fmt: skip
def test_signatures_amid_other_lines(markup: str, author: Author) -> None:
    body = body_of(f"<p>{SENTENCE}</p>{markup}")
    assert body.signing.authors == [author]
    assert set(body.text.split("\n\n")) == {SENTENCE}


def test_words_in_bold_inside_or_before_the_end_of_a_sentence_are_text() -> None:
    for end in ("tại <b>Hòa Lạc</b>.", "cùng <b>Nguyễn Văn An</b>", "là <b>Hải Yến</b>"):
        body = body_of(f"<p>{SENTENCE}</p><p>{SENTENCE[:-1]} {end}</p>")
        assert body.signing.authors == []


def test_a_link_between_paragraphs_that_points_elsewhere_is_no_text() -> None:
    links = "<p><b>Xem thêm:</b> <a href='/1'>Xã Hòa Lạc ra mắt mô hình mới</a></p><p>>> <a href='/2'>Hội Nông dân xã tập huấn kỹ thuật</a></p>"
    body = body_of(f"<p>{SENTENCE}</p>{links}<p>{SENTENCE}</p>")
    assert body.text == f"{SENTENCE}\n\n{SENTENCE}"
    document = "<p>Xem thêm: <a href='/kh.pdf'>Kế hoạch số 21 của Ủy ban nhân dân</a></p>"
    assert "Kế hoạch" in body_of(f"<p>{SENTENCE}</p>{document}<p>{SENTENCE}</p>").text


def test_a_title_over_several_lines_is_repeated_as_well() -> None:
    title = "Hội nghị tổng kết công tác năm 2026 và triển khai nhiệm vụ"
    again = "<p>HỘI NGHỊ</p><p>TỔNG KẾT CÔNG TÁC NĂM 2026<br>VÀ TRIỂN KHAI NHIỆM VỤ</p>"
    assert body_of(f"{again}<p>{SENTENCE}</p>", title=title).text == SENTENCE
    begun = body_of(f"<p>HỘI NGHỊ</p><p>{SENTENCE}</p>", title=title)
    assert begun.text.startswith("HỘI NGHỊ")
