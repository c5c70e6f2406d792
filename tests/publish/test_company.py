import pytest

from publish.company import Category, CompanyStyle
from publish.errors import CompanyInvalid


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"site_url": "www.cdgroup.test"}, "site_url"),
        ({"site_url": "ftp://cdgroup.test/"}, "site_url"),
        ({"site_url": "https://[cdgroup/"}, "site_url"),
        ({"site_url": "https://cdgroup.test/?a=1"}, "site_url"),
        ({"site_url": "https://cdgroup.test/", "name": " "}, "name"),
        ({"site_url": "https://cdgroup.test/", "short_name_caps": ""}, "short_name_caps"),
        ({"site_url": "https://cdgroup.test/", "language": "fr"}, "language"),
    ],
)
def test_a_setting_no_page_can_be_made_of_is_named(values: dict[str, str], field: str) -> None:
    with pytest.raises(CompanyInvalid, match=field):
        CompanyStyle(**values)  # type: ignore[arg-type]


def test_addresses_of_posts_are_below_the_site() -> None:
    company = CompanyStyle(site_url="https://www.cdgroup.test/tin-tuc")
    assert company.post_address("mung-dang") == "https://www.cdgroup.test/tin-tuc/mung-dang/"
    assert company.site_path == "/tin-tuc/"


def test_a_category_without_an_english_name_keeps_its_own() -> None:
    assert Category("Tin tức").label("en") == "Tin tức"
    assert Category("Tin tức", "News").label("en") == "News"
