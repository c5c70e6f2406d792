"""A PDF as the article; the files are written here, letter by letter."""

import pytest
from web_poet import HttpResponse

from scraper.errors import PageError
from scraper.extract import extract_article

URL = "https://so.vinhlac.test/tai-lieu/thong-bao-12.pdf"


def pdf_of(lines: list[str]) -> bytes:
    """A one-page PDF 1.4 with a text layer in a standard font (ASCII only)."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()
    fonts = b"/Resources << /Font << /F1 5 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R %s >>" % fonts,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    xref = len(body)
    body += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(
        b"%010d 00000 n \n" % at for at in offsets
    )
    return body + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % xref


def test_text_layer_is_the_body_and_capitals_the_title() -> None:
    lines = [
        "SO NOI VU TINH VINH LAC",
        "THONG BAO TUYEN DUNG VIEN CHUC",
        "Can cu ke hoach nam 2026, So thong bao.",
        "Ho so nop truoc ngay 30.",
    ]
    extraction = extract_article(HttpResponse(URL, body=pdf_of(lines)))
    assert extraction.page_object == "PdfArticlePage"
    assert extraction.is_generic
    article = extraction.article
    assert "THONG BAO TUYEN DUNG VIEN CHUC" in article.title
    assert article.body_text.endswith("Ho so nop truoc ngay 30.")
    assert article.authors == ()
    assert article.published_at is None
    assert [file.name for file in article.attachments] == ["thong-bao-12.pdf"]
    assert any("PDF" in warning for warning in article.warnings)


def test_a_scan_is_refused_with_advice() -> None:
    with pytest.raises(PageError, match="text layer") as caught:
        extract_article(HttpResponse(URL, body=pdf_of([])))
    assert "OCR" in caught.value.advice


@pytest.mark.parametrize("body", [b"%PDF-1.4", b"%PDF-1.7\n" + b"\xff" * 5000])
def test_a_broken_file_is_a_page_error(body: bytes) -> None:
    with pytest.raises(PageError):
        extract_article(HttpResponse(URL, body=body))
