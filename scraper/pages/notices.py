"""What an editor is told about a page that was read: one Vietnamese sentence a matter."""

from collections.abc import Iterator

from scraper.fields.body import Body
from scraper.fields.charsets import legacy_warning
from scraper.fields.dates import DateReading

_SURE = 0.75


def date_warnings(reading: DateReading | None) -> Iterator[str]:
    if reading is None:
        yield "Trang không ghi ngày đăng."
    elif reading.problem:
        yield reading.problem
    elif reading.confidence < _SURE:
        yield f"Ngày đăng “{reading.raw}” được đọc theo kiểu Mỹ (tháng trước): cần kiểm tra."


def body_warnings(body: Body, text: str) -> Iterator[str]:
    """`text` is title and body, for the state of its letters."""
    if headline := body.signing.headline:
        yield f"Dòng đầu bài là một tiêu đề khác: “{headline}”."
    if body.embedded_pictures:
        yield f"{body.embedded_pictures} ảnh nhúng thẳng trong trang không có địa chỉ riêng."
    if warning := legacy_warning(text):
        yield warning
    if not body.text:
        yield "Bài không có phần chữ: chỉ có ảnh hoặc tệp đính kèm."
