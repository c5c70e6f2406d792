import pytest

from scraper.middlewares.guard import refusal


@pytest.mark.parametrize(
    "url",
    [
        "ftp://so.mau.gov.vn/tin",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http:///tin",
        "http://127.0.0.1/",
        "http://localhost/",
        "http://localhost./",
        "http://2130706433/",
        "http://127.1/",
        "http://0x7f.0.0.1/",
        "http://0x7f000001/",
        "http://a.localhost/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://so.mau.gov.vn:22/",
        "https://so.mau.gov.vn:80/",
        "http://user:secret@so.mau.gov.vn/",
        "http://so.mau.gov.vn:port/",
        "http://so.mau.gov.vn/" + "a" * 2000,
        "http://[bad/",
    ],
)
def test_address_that_is_never_fetched(url: str) -> None:
    assert refusal(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://stttt.bacninh.gov.vn/news/-/details/57420/so-tt-tt-bac-ninh",
        "https://so.mau.gov.vn:443/Pages/tin.aspx?ItemID=1",
        "http://so.mau.gov.vn:80/",
    ],
)
def test_public_page_may_be_asked_for(url: str) -> None:
    assert refusal(url) == ""
