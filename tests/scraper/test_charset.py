import subprocess
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo.exchange import Reply, ReplyKind, Request
from demo.faults_charset import encode_1258, twice_encoded
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


VNI = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, ñoäc laäp töï do haïnh phuùc, "
    "Sôû Khoa hoïc vaø Coâng ngheä"
)
REPUBLIC = "xã hội chủ nghĩa Việt Nam, độc lập tự do hạnh phúc, Sở Khoa học và Công nghệ"


@pytest.mark.parametrize("as_bytes", ["windows-1252", "utf-8"])
@pytest.mark.parametrize(("typed", "name"), [(TCVN3, "tcvn3"), (VNI, "vni")])
def test_old_fonts_are_restored_and_told(typed: str, name: str, as_bytes: str) -> None:
    body = f"<html><head><title>Tin</title></head><p>{typed * 2}</p></html>".encode(as_bytes)
    decoded = decode_page(body, "text/html; charset=iso-8859-1")
    assert REPUBLIC in text_of(decoded)
    assert decoded.charset.endswith(name)
    assert name.upper() in decoded.warnings[0]


def test_letters_by_the_standard_of_another_maker() -> None:
    """glibc's table of TCVN 5712, where iconv is at hand; capitals are not in the font's half."""
    text = TEXT.replace("Ừ", "Ư")
    done = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", "TCVN5712-1//TRANSLIT"],
        input=text.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("iconv does not know TCVN 5712 here")
    decoded = decode_page(b"<html><body><p>" + done.stdout + b"</p></body></html>")
    assert text in text_of(decoded)


def test_utf8_encoded_twice_is_mended_and_told() -> None:
    reply = Reply(200, PAGE.replace("CHARSET", "utf-8").encode(), ReplyKind.ARTICLE)
    garbled = twice_encoded(Request("GET", "so.mau.test", "/"), reply)
    assert isinstance(garbled, Reply)
    decoded = decode_page(garbled.body, "text/html; charset=utf-8")
    assert TEXT in text_of(decoded)
    assert "hai lần" in decoded.warnings[0]


SYLLABLES = ["Sở", "Nội", "vụ", "tổ", "chức", "lễ", "kỷ", "niệm", "đồng", "chí", "Đỗ", "Ừng", "phường",
             "khuyến", "nghĩa", "đẵn", "ngữ", "yết", "quỹ", "ăn", "Ấp"]  # fmt: skip
texts = st.lists(st.sampled_from(SYLLABLES), min_size=30, max_size=80).map(" ".join)
declared = st.sampled_from(["", "text/html; charset=utf-8", "text/html; charset=iso-8859-1",
                            "text/html; charset=windows-1258"])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(text=texts, header=declared, form=st.sampled_from(["NFC", "NFD", "1258", "twice"]))
def test_letters_come_back_whatever_was_done_to_them(text: str, header: str, form: str) -> None:
    page = f"<html><body><p>{text}</p></body></html>"
    if form == "1258":
        body = encode_1258(page)
    elif form == "twice":
        body = page.encode().decode("latin-1").encode()
    else:
        body = unicodedata.normalize(form, page).encode()
    assert text in text_of(decode_page(body, header))


@given(st.text(max_size=400))
def test_other_languages_stay_as_they_are(text: str) -> None:
    page = text.encode("utf-8", "ignore")
    decoded = decode_page(page)
    if "ở".encode()[:2] in page or page.isascii():
        assert decoded.charset in ("utf-8", "utf-16")


@pytest.mark.parametrize(
    "text",
    [
        "Le président a annoncé à l’Assemblée que la coopération française sera renforcée. ",
        "El señor presidente anunció la cooperación española en la región de Cataluña. ",
        "Der Präsident würdigte die große Freundschaft der Völker; schöne Grüße. ",
        "Ủy ban nhân dân tỉnh. ",
    ],
)
def test_what_is_no_garbled_vietnamese_is_left_alone(text: str) -> None:
    body = f"<html><body><p>{text * 20}</p></body></html>".encode()
    assert decode_page(body) == DecodedPage(body, "utf-8", "")


def test_utf16_by_its_mark() -> None:
    assert TEXT in text_of(decode_page(PAGE.encode("utf-16")))


def test_null_bytes_and_controls_are_dropped() -> None:
    body = PAGE.encode().replace(b"<p>", b"<p>\x00\x01\x0b")
    assert f"<p>{TEXT}" in text_of(decode_page(body))


@pytest.mark.parametrize("body", [b"", b"\xff", b"\x00", bytes(range(256)) * 40])
def test_any_bytes_become_text(body: bytes) -> None:
    decode_page(body, "text/html; charset=x-user-defined").utf8.decode("utf-8")
