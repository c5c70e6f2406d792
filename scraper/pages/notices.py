"""What an editor is told about a page that was read: one Vietnamese sentence a matter."""

import re
from collections.abc import Iterator

from archive.records import Attachment
from scraper.fields.body import Body
from scraper.fields.charsets import legacy_warning
from scraper.fields.dates import DateReading

_SURE = 0.75
_NOTE = 200
"""Characters below which a text beside a document only points at it."""
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf)(?:$|[/?#&])", re.IGNORECASE)


def date_warnings(reading: DateReading | None) -> Iterator[str]:
    if reading is None:
        yield "Trang không ghi ngày đăng."
    elif reading.problem:
        yield reading.problem
    elif reading.confidence < _SURE:
        yield f"Ngày đăng “{reading.raw}” được đọc theo kiểu Mỹ (tháng trước): cần kiểm tra."


def body_warnings(body: Body, text: str, files: tuple[Attachment, ...] = ()) -> Iterator[str]:
    """`text` is title and body, for the state of its letters; `files` are those of the article."""
    if headline := body.signing.headline:
        yield f"Dòng đầu bài là một tiêu đề khác: “{headline}”."
    if body.embedded_pictures:
        yield f"{body.embedded_pictures} ảnh nhúng thẳng trong trang không có địa chỉ riêng."
    if warning := legacy_warning(text):
        yield warning
    documents = [file.name for file in files if _DOCUMENT.search(file.url)]
    if documents and len(body.text) < _NOTE:
        yield f"Nội dung bài nằm trong tệp đính kèm ({'; '.join(documents)}): mở tệp để đọc."
    elif not body.text:
        yield "Bài không có phần chữ: chỉ có ảnh, phim hoặc tệp đính kèm."
