import unicodedata

import pytest

from demo.faults_charset import encode_1258
from scraper.charset import DecodedPage, decode_page

TEXT = (
    "Sáng 18/5, Sở Khoa học và Công nghệ tổ chức lễ kỷ niệm, đồng chí Đỗ Văn Ừng, Giám đốc Sở, "
    "phát biểu chào mừng; nhiều đơn vị được khen thưởng vì thành tích xuất sắc."
)
PAGE = f"<html><head><meta charset=CHARSET><title>Lễ kỷ niệm</title></head><p>{TEXT}</p></html>"
TCVN3 = "Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®éc lËp tù do h¹nh phóc, Së Khoa häc vµ C«ng nghÖ"


def text_of(page: DecodedPage) -> str:
    return unicodedata.normalize("NFC", page.utf8.decode("utf-8"))


@pytest.mark.parametrize("in_page", ["utf-8", "windows-1258", "iso-8859-1", "khong-co"])
@pytest.mark.parametrize("in_header", ["", "text/html", "text/html; charset=ISO-8859-1"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_utf8_is_utf8_whatever_it_is_called(in_page: str, in_header: str, form: str) -> None:
    body = unicodedata.normalize(form, PAGE.replace("CHARSET", in_page)).encode()
    decoded = decode_page(body, in_header)
    assert (decoded.charset, decoded.warnings) == ("utf-8", ())
    assert TEXT in text_of(decoded)


@pytest.mark.parametrize("in_page", ["utf-8", "windows-1258", "windows-1252", "iso-8859-1"])
@pytest.mark.parametrize("in_header", ["", "text/html; charset=UTF-8", "text/html; charset=latin1"])
def test_windows_1258_is_found_under_every_name(in_page: str, in_header: str) -> None:
    decoded = decode_page(encode_1258(PAGE.replace("CHARSET", in_page)), in_header)
    assert decoded.charset == "windows-1258"
    assert TEXT in decoded.utf8.decode("utf-8"), "composed already"
    assert "windows-1258" in decoded.warnings[0]


def test_declaration_is_kept_beside_what_was_found() -> None:
    body = PAGE.replace("CHARSET", "windows-1258").encode()
    assert decode_page(body, "text/html; charset=Latin1").declared == "latin1"
    assert decode_page(body).declared == "windows-1258"


def test_few_broken_letters_do_not_make_another_charset() -> None:
    body = (PAGE * 3).encode().replace("ừ".encode(), b"\xe1\xbb", 1)
    decoded = decode_page(body)
    assert decoded.charset == "utf-8"
    assert "hỏng mã" in decoded.warnings[0]


def test_old_fonts_are_told() -> None:
    body = f"<html><p>{TCVN3 * 5}</p></html>".encode("windows-1252")
    (warning,) = decode_page(body, "text/html; charset=windows-1252").warnings
    assert "TCVN3" in warning


def test_utf16_by_its_mark() -> None:
    assert TEXT in text_of(decode_page(PAGE.encode("utf-16")))


def test_null_bytes_and_controls_are_dropped() -> None:
    body = PAGE.encode().replace(b"<p>", b"<p>\x00\x01\x0b")
    assert f"<p>{TEXT}" in text_of(decode_page(body))


@pytest.mark.parametrize("body", [b"", b"\xff", b"\x00", bytes(range(256)) * 40])
def test_any_bytes_become_text(body: bytes) -> None:
    decode_page(body, "text/html; charset=x-user-defined").utf8.decode("utf-8")
