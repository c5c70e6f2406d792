from datetime import date
from pathlib import Path

import pytest

from scraper.errors import SourceConfigError
from scraper.sources import Source, find_source, load_source, load_sources, source_for

SHIPPED = Path(__file__).parents[2] / "sources"
GOOD = """
name = "Sở Mẫu"
home = "https://so.mau.test/"

[[agency]]
name = "Sở Mẫu cũ"
valid_until = 2025-02-28

[[agency]]
name = "Sở Mẫu mới"
valid_from = 2025-03-01

[[listing]]
url = "https://so.mau.test/tin"

[rights]
republication = "none_stated"
"""


def load(tmp_path: Path, text: str) -> Source:
    path = tmp_path / "so_mau.toml"
    path.write_text(text, encoding="utf-8")
    return load_source(path)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_source_is_valid(path: Path) -> None:
    if path.name.startswith("_"):
        assert load_source_text(path.read_text(encoding="utf-8")).listing
    else:
        assert load_source(path).agency


def load_source_text(text: str) -> Source:
    import tomllib

    return Source.model_validate(tomllib.loads(text) | {"id": "template"})


def test_id_is_the_stem_and_templates_are_left_out(tmp_path: Path) -> None:
    assert load(tmp_path, GOOD).id == "so_mau"
    (tmp_path / "_template.toml").write_text("not = even", encoding="utf-8")
    assert list(load_sources(tmp_path)) == ["so_mau"]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 8, 28), "Sở Mẫu cũ"),
        (date(2025, 2, 28), "Sở Mẫu cũ"),
        (date(2025, 3, 1), "Sở Mẫu mới"),
        (date(2030, 1, 1), "Sở Mẫu mới"),
    ],
)
def test_agency_is_named_as_on_the_day(tmp_path: Path, day: date, name: str) -> None:
    assert load(tmp_path, GOOD).agency_on(day) == name


def test_department_of_the_house_style_post_and_its_successor() -> None:
    source = load_source(SHIPPED / "bacninh_stttt.toml")
    assert source.agency_on(date(2020, 8, 28)) == "Sở Thông tin và Truyền thông tỉnh Bắc Ninh"
    assert source.agency_on(date(2025, 3, 1)) == "Sở Khoa học và Công nghệ tỉnh Bắc Ninh"


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (('name = "Sở Mẫu"', 'nmae = "Sở Mẫu"'), 2, "nmae"),
        (('url = "https://so.mau.test/tin"', 'url = "tin"'), 14, "listing.0.url"),
        (('"none_stated"', '"free"'), 17, "rights.republication"),
        (("valid_from = 2025-03-01", 'valid_from = "hôm qua"'), 11, "agency.1.valid_from"),
        (('url = "https://so.mau.test/tin"', 'url = "https://khac.test/tin"'), None, "khac.test"),
        (("[rights]", "[rights"), 16, "TOML"),
        (('[rights]\nrepublication = "none_stated"', ""), None, "rights"),
    ],
)
def test_broken_file_names_line_key_and_expectation(
    tmp_path: Path, change: tuple[str, str], line: int | None, words: str
) -> None:
    with pytest.raises(SourceConfigError) as caught:
        load(tmp_path, GOOD.replace(*change))
    message = str(caught.value)
    assert "so_mau.toml" in message
    assert words in message
    assert "\n" not in message
    if line is not None:
        assert caught.value.line == line


def test_file_that_is_no_text_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "so_mau.toml").write_bytes(b'name = "S\xe1\xbb"')
    with pytest.raises(SourceConfigError, match="UTF-8"):
        load_source(tmp_path / "so_mau.toml")


def test_unknown_source_names_those_that_look_alike(tmp_path: Path) -> None:
    sources = {"so_mau": load(tmp_path, GOOD)}
    with pytest.raises(SourceConfigError, match="did you mean so_mau"):
        find_source(sources, "Sở_mẫu_2".lower().replace("_2", ""))
    with pytest.raises(SourceConfigError, match="known: so_mau"):
        find_source(sources, "khac")


def test_cited_address_of_an_unknown_host_gets_a_source_that_says_so(tmp_path: Path) -> None:
    sources = {"so_mau": load(tmp_path, GOOD)}
    assert source_for(sources, "https://so.mau.test/tin/1").id == "so_mau"
    made_up = source_for(sources, "http://So.Khac.test/tin/1")
    assert (made_up.id, made_up.is_declared) == ("so_khac_test", False)
    assert made_up.covers("http://so.khac.test/x")


def test_mirror_is_the_home_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "so_mau.toml"
    path.write_text(
        'name = "Sở Mẫu"\nhome = "https://so.mau.vn/"\nhosts = ["cu.mau.vn"]\n'
        'mirrors = ["guong.mau.vn"]\n[[agency]]\nname = "Sở Mẫu"\n'
        '[rights]\nrepublication = "attribute_only"\n',
        "utf-8",
    )
    source = load_source(path)
    assert source.covers("http://guong.mau.vn/tin/1")
    assert source.at_home("http://guong.mau.vn/tin/1?x=2") == "https://so.mau.vn/tin/1?x=2"
    assert source.at_home("http://cu.mau.vn/tin/1") == "http://cu.mau.vn/tin/1"
