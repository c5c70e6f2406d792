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
        "http://[::ffff:8.8.8.8]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:7f00:1::]/",
        "http://[fd00:ec2::254]/",
        "http://[fe80::1%25eth0]/",
        "http://[ff02::1]/",
        "http://224.0.0.1/",
        "http://100.100.100.200/",
        "http://168.63.129.16/",
        "http://0177.0.0.1/",
        "http://127.0.0.1./",
        "http://１２７.0.0.1/",
        "http://①②⑦.0.0.1/",
        "http://127。0。0。1/",
        "http://localhost。/",
        "http://ｌocalhost/",
        "http://LOCALHOST/",
        "http://may-in.local/",
        "http://metadata.google.internal/",
        "http://127.0.0.1%2e/",
        "http://so..mau.vn/",
        "http://a b.vn/",
        "http://so.mau.gov.vn\\@127.0.0.1/",
        "http://so.mau.gov.vn\\.khac.vn/",
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
        "http://so.mau.gov.vn./tin",
        "http://sở-nội-vụ.vn/",
        "http://so_noi_vu.mau.gov.vn/",
        "http://203.113.132.1/",
        "http://[2400:cb00::1]/",
    ],
)
def test_public_page_may_be_asked_for(url: str) -> None:
    assert refusal(url) == ""
