import csv
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.identity import article_identity, canonical_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        (
            "https://moj.gov.vn:443/qt/Pages/a.aspx?ItemID=6",
            "https://moj.gov.vn/qt/Pages/a.aspx?ItemID=6",
        ),
        ("http:moc.gov.vn/tin.aspx", "http://moc.gov.vn/tin.aspx"),
        ("http://A.Vn/x;jsessionid=9F?b=2&a=1#top", "http://a.vn/x?a=1&b=2"),
        ("https://h.bacninh.gov.vn/t?p_p_auth=k7&id=4", "https://h.bacninh.gov.vn/t?id=4"),
        (
            "https://h.vn/webcenter/portal/x?dDocName=S1&_afrLoop=99&_adf.ctrl-state=z",
            "https://h.vn/webcenter/portal/x?dDocName=S1",
        ),
        ("https://h.vn/vi/news/-/details/1/bai", "https://h.vn/news/-/details/1/bai"),
        (
            "https://baochinhphu.vn/print/mot-bai-102220715163816946.htm",
            "https://baochinhphu.vn/mot-bai-102220715163816946.htm",
        ),
        (
            "https://h.gov.vn/vi/news/print/Tin/bai-3.html",
            "https://h.gov.vn/vi/news/Tin/bai-3.html",
        ),
        (
            "http://h.vn/news/?1777/Bai-viet-(03-5-1946).htm",
            "http://h.vn/news/?1777/Bai-viet-(03-5-1946).htm",
        ),
        ("https://h.vn/a?utm_source=zalo&zarsrc=30&id=1", "https://h.vn/a?id=1"),
        ("https://h.vn/Tin-tức/bài", "https://h.vn/Tin-t%E1%BB%A9c/b%C3%A0i"),
    ],
)
def test_canonical_addresses(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "https://stttt.bacninh.gov.vn/news/-/details/57420/bai-viet-moi-40401275",
            "http://www.thuanthanh.bacninh.gov.vn/vi/news/-/details/57420/bai-viet-moi-40401275?p_p_auth=x",
        ),
        (
            "http://a.hanoi.gov.vn/muc/-/view_content/742062-bai-viet.html",
            "http://a.hanoi.gov.vn/vi/muc-khac/-/view_content/742062-bai-viet?p_p_state=pop_up",
        ),
        (
            "https://h.gov.vn/vi/news/Tin/bai-viet-879.html",
            "https://h.gov.vn/news/Tin-khac/bai-viet-879.html",
        ),
        ("https://v.vn/?cn=28&gd=4&tc=11669", "http://v.vn/?tc=11669&gd=4&cn=28"),
        (
            "https://mst.gov.vn/bai-viet-197103675.htm",
            "https://mst.gov.vn/print/bai-197103675.htm",
        ),
        (
            "https://m.vn/qt/tintuc/Pages/tin.aspx?ItemID=70",
            "https://m.vn:443/qt/tintuc/Pages/Tin.aspx?Source=%2F&ItemID=70",
        ),
        (
            "http://mt.gov.vn/cntt/tin-tuc/855/37753/bai.aspx",
            "http://mt.gov.vn/vn/tin-tuc/12/37753/bai.aspx",
        ),
    ],
)
def test_one_article_behind_two_addresses(one: str, other: str) -> None:
    assert article_identity(one) == article_identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # 57420 is the group id of the department's site, the same for all its articles.
        (
            "http://stttt.bacninh.gov.vn/news/-/details/57420/so-tt-tt-15-nam-xay-dung",
            "http://stttt.bacninh.gov.vn/news/-/details/57420/so-tt-tt-trien-khai-nhiem-vu",
        ),
        # Old slugs have no id and may end in a date.
        (
            "http://h.bacninh.gov.vn/news/-/details/1/toa-dam-ngay-nha-giao-20112020",
            "http://h.bacninh.gov.vn/news/-/details/1/hop-mat-ngay-nha-giao-20112020",
        ),
        (
            "https://b.gov.vn/tin-tuc/thong-tin/giai-thuong-nam-2020.html",
            "https://b.gov.vn/tin-tuc/thong-tin/hoi-nghi-nam-2020.html",
        ),
        ("https://h.gov.vn/vi/news/Tin/a-5.html", "https://h.gov.vn/en/news/Tin/a-5.html"),
        (
            "https://p.gov.vn/Pages/t.aspx?ItemID=7&l=A",
            "https://p.gov.vn/Pages/t.aspx?ItemID=7&l=B",
        ),
    ],
)
def test_two_articles_stay_two(one: str, other: str) -> None:
    assert article_identity(one) != article_identity(other)


_keys = st.sampled_from(
    ["id", "cn", "gd", "tc", "ItemID", "p_p_auth", "utm_source", "_afrLoop", "a b"]
)
_values = st.text(alphabet="abđ1 &=%/+", max_size=6)
_segments = st.lists(st.text(alphabet="abcđ-_.123%()! ", min_size=1, max_size=12), max_size=4)


@given(_segments, st.lists(st.tuples(_keys, _values), max_size=5))
def test_canonical_is_idempotent_and_does_not_change_the_identity(
    segments: list[str], pairs: list[tuple[str, str]]
) -> None:
    query = "&".join(f"{key}={value}" for key, value in pairs)
    url = f"http://so.tinh.gov.vn/{'/'.join(segments)}" + (f"?{query}" if query else "")
    canonical = canonical_url(url)
    assert canonical_url(canonical) == canonical
    assert article_identity(canonical) == article_identity(url)


@given(st.permutations([("cn", "28"), ("gd", "4"), ("tc", "116"), ("l", "x")]))
def test_order_of_keys_is_irrelevant(pairs: list[tuple[str, str]]) -> None:
    query = "&".join("=".join(pair) for pair in pairs)
    assert article_identity(f"https://v.gov.vn/?{query}") == article_identity(
        "https://v.gov.vn/?cn=28&gd=4&l=x&tc=116"
    )


@given(st.text(max_size=120))
def test_no_address_makes_it_raise(url: str) -> None:
    assert isinstance(article_identity(url), str)
    assert canonical_url(canonical_url(url)) == canonical_url(url)


@pytest.mark.corpus
def test_addresses_of_known_platforms_never_collide(corpus: Path) -> None:
    table = corpus.parent / "domain" / "platform_urls.tsv"
    with table.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    urls = [row["url"] for row in rows]
    assert all(urlsplit(canonical_url(url)).netloc for url in urls)
    assert len({article_identity(url) for url in urls}) == len(urls)
