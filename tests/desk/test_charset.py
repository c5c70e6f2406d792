"""Stored bytes are read for what they are, whatever their labels say."""

import pytest

from desk.charset import decoded


@pytest.mark.parametrize(
    ("body", "label"),
    [
        ("Kỷ niệm 15 năm".encode(), "text/html; charset=windows-1258"),
        ("Kỷ niệm 15 năm".encode(), ""),
        ("Kỷ niệm 15 năm".encode("utf-8-sig"), "text/html"),
        ("Kỷ niệm 15 năm".encode("utf-16"), "text/html; charset=utf-8"),
        ("Kỷ niệm 15 năm".encode("utf-16-le"), "text/html; charset=utf-16-le"),
    ],
)
def test_bytes_are_read_for_what_they_are(body: bytes, label: str) -> None:
    assert decoded(body, label).strip("\0") == "Kỷ niệm 15 năm"


def test_windows_1258_by_its_label_and_by_its_meta_tag() -> None:
    body = "<meta charset=windows-1258><p>Đại hội Đảng bộ xã</p>".encode("cp1258", "replace")
    assert "Đ" in decoded(body, "text/html")
    assert decoded(body, "text/html; charset=windows-1258") == decoded(body, "text/html")
