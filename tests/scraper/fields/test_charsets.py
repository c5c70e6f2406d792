import pytest

from scraper.fields.charsets import legacy_warning

UNICODE = "Sở Nội vụ tổ chức lễ kỷ niệm; hoà bình, tuân thủ, chuyên môn, quý bà, loãng, khoẻ. " * 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (UNICODE, ""),
        ("The naïve façade of the coöperative in Zürich, señor. " * 2, ""),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®éc lËp tù do h¹nh phóc vµ x· héi. " * 2, "TCVN3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, ñoäc laäp töï do haïnh phuùc. ", "VNI"),
        (UNICODE.encode().decode("latin-1"), "hai lần"),
    ],
)
def test_text_of_another_age_is_told_by_its_name(text: str, told: str) -> None:
    found = legacy_warning(text)
    assert told in found
    assert bool(told) is bool(found)
