import csv
import unicodedata
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

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
        ("https://h.vn/a/./b/../c", "https://h.vn/a/c"),
        ("https://h.vn/(S(lit3py55t21z5v55vlm25s55))/tin.aspx?id=1", "https://h.vn/tin.aspx?id=1"),
        ("https://h.vn/news/?17/Bai.htm&utm_source=x", "https://h.vn/news/?17/Bai.htm"),
        ("https://h.vn/tin?a=1+2&amp;b=%C4%91", "https://h.vn/tin?a=1+2&b=%C4%91"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("http://[khong-phai-ipv6/a", "http://[khong-phai-ipv6/a"),
        (" mailto:a@h.vn/./b ", "mailto:a@h.vn/./b"),
        ("shttp:.//ngon/https://b/ge", "shttp:.//ngon/https://b/ge"),
    ],
)
def test_canonical_addresses(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


ONE_ARTICLE = {
    "liferay-bacninh": [
        "https://stttt.bacninh.gov.vn/news/-/details/57420/bai-viet-moi-40401275",
        "http://STTTT.bacninh.gov.vn:80/vi/news/-/details/57420/bai-viet-moi-40401275/",
        "http://www.thuanthanh.bacninh.gov.vn/vi/news/-/details/57420/bai-viet-moi-40401275?p_p_auth=x",
        "https://bacninh.gov.vn/web/so-mau/tin/-/details/57420/ten-da-sua-40401275;jsessionid=A.node1",
        "https://stttt.bacninh.gov.vn/news/-/details/57420/bai-viet-moi-40401275?p_p_state=pop_up#c",
    ],
    "liferay-bacninh, old": [
        "https://stttt.bacninh.gov.vn/news/-/details/57420/bai-viet-cu",
        "https://stttt.bacninh.gov.vn/en//news/-/details/57420/Bai-viet-cu?p_p_auth=k&utm_source=zalo",
    ],
    "liferay, by asset": [
        "http://a.hanoi.gov.vn/muc/-/view_content/742062-bai-viet.html",
        "http://a.hanoi.gov.vn/vi/muc-khac/-/view_content/742062-bai-viet?p_p_state=pop_up",
        "http://a.hanoi.gov.vn/m?_101_urlTitle=--6&p_p_auth=z&_101_assetEntryId=742062&p_p_id=101",
    ],
    "liferay, asset publisher": [
        "http://a.gov.vn/tin/-/asset_publisher/Ab12/content/bai-viet",
        "http://a.gov.vn/vi/khac/-/asset_publisher/Zz99/content/bai-viet?inheritRedirect=false&redirect=%2Ftin",
        "http://a.gov.vn/web/guest/tin/-/asset_publisher/Ab12/content/bai-viet/",
    ],
    "nukeviet": [
        "https://h.gov.vn/vi/news/Tin/bai-viet-879.html",
        "https://www.h.gov.vn/news/Tin-khac/bai-viet-879.html",
        "https://h.gov.vn/vi/news/print/Tin/bai-viet-879.html",
        "https://h.gov.vn/vi/news/savefile/Tin/bai-viet-879.html",
        "https://h.gov.vn/index.php?op=Tin/bai-viet-879&nv=news&language=vi",
    ],
    "vccorp": [
        "https://mst.gov.vn/bai-viet-197103675.htm",
        "https://mst.gov.vn/print/bai-197103675.htm",
        "http://www.mst.gov.vn/bai-viet-197103675.htm?zarsrc=30#binhluan",
    ],
    "sharepoint": [
        "https://m.vn/qt/tintuc/Pages/tin.aspx?ItemID=70&CateID=0",
        "https://m.vn:443/qt/tintuc/pages/Tin.aspx?Source=%2F&itemid=70&CateID=12&PrintView=1",
    ],
    "sharepoint, page": [
        "http://t.gov.vn/stttt/Pages/bai-viet.aspx",
        "http://t.gov.vn:80/STTTT/Pages/Bai-Viet.aspx",
    ],
    "drupal": [
        "http://l.gov.vn/node/1973",
        "http://www.l.gov.vn/vi/node/1973/",
        "http://l.gov.vn/?q=node/1973",
    ],
    "default language": ["http://l.gov.vn/bai-viet-hay", "http://l.gov.vn/vi/bai-viet-hay"],
    "wordpress": [
        "https://c.vn/bai-viet/",
        "http://www.c.vn/bai-viet?fbclid=x&replytocom=12#comments",
        "https://c.vn/bai-viet/?amp=1",
    ],
    "joomla": [
        "http://s.vn/index.php?option=com_content&view=article&id=1159:ban-hanh&catid=106&Itemid=435",
        "http://s.vn/?id=1159&view=article&option=com_content&tmpl=component&print=1",
    ],
    "joomla k2": [
        "http://s.vn/home/index.php/muc/item/4003-bai-viet.html",
        "http://s.vn/home/index.php/khac/item/4003-bai-viet?tmpl=component&print=1",
    ],
    "dotnetnuke": [
        "http://v.vn/Quản-trị/Tin/ID/166986/Ky-niem",
        "http://v.vn/Qu%E1%BA%A3n-tr%E1%BB%8B/khac/id/166986/Ten-khac",
    ],
    "oracle-webcenter": [
        "https://s.gov.vn/webcenter/portal/vi/ttsk?dDocName=SBV331391&leftWidth=20%25",
        "https://s.gov.vn/webcenter/portal/vi/ttsk?_afrLoop=9&dDocName=sbv331391&_adf.ctrl-state=x",
    ],
    "aspnet": [
        "http://mt.gov.vn/cntt/tin-tuc/855/37753/bai.aspx",
        "http://mt.gov.vn/vn/tin-tuc/12/37753/bai.aspx",
    ],
    "by query": ["https://v.vn/?cn=28&gd=4&tc=11669", "http://v.vn/?tc=11669&gd=4&amp;cn=28"],
    "composed and decomposed": [
        "http://v.vn/Quản-trị/Tin?muc=Tổng",
        unicodedata.normalize("NFD", "http://v.vn/Quản-trị/Tin?muc=Tổng"),
    ],
}


@pytest.mark.parametrize("name", ONE_ARTICLE)
def test_one_article_behind_several_addresses(name: str) -> None:
    assert len({article_identity(url) for url in ONE_ARTICLE[name]}) == 1


def test_articles_of_different_platforms_never_meet() -> None:
    assert len({article_identity(urls[0]) for urls in ONE_ARTICLE.values()}) == len(ONE_ARTICLE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # 57420 is the group id of the department's site, the same for all its articles.
        (
            "http://stttt.bacninh.gov.vn/news/-/details/57420/so-tt-tt-15-nam-xay-dung",
            "http://stttt.bacninh.gov.vn/news/-/details/57420/so-tt-tt-trien-khai-nhiem-vu",
        ),
        # One id in two groups: Liferay's key of an article is (group, id).
        (
            "http://h.bacninh.gov.vn/news/-/details/57420/bai-viet-40401275",
            "http://h.bacninh.gov.vn/news/-/details/22344/bai-viet-40401275",
        ),
        # Another installation of the same product counts its groups for itself.
        (
            "http://h.bacninh.gov.vn/news/-/details/20143/thong-bao",
            "http://h.langson.gov.vn/news/-/details/20143/thong-bao",
        ),
        # Old slugs have no id and may end in a date.
        (
            "http://h.bacninh.gov.vn/news/-/details/1/toa-dam-ngay-nha-giao-20112020",
            "http://h.bacninh.gov.vn/news/-/details/1/hop-mat-ngay-nha-giao-20112020",
        ),
        (
            "http://h.gov.vn/web/so-a/tin/-/asset_publisher/x/content/thong-bao",
            "http://h.gov.vn/web/so-b/tin/-/asset_publisher/x/content/thong-bao",
        ),
        (
            "https://b.gov.vn/tin-tuc/thong-tin/giai-thuong-nam-2020.html",
            "https://b.gov.vn/tin-tuc/thong-tin/hoi-nghi-nam-2020.html",
        ),
        (
            "https://b.gov.vn/news/su-kien/giai-thuong-nam-2020.html",
            "https://b.gov.vn/news/su-kien/hoi-nghi-nam-2020.html",
        ),
        ("https://h.gov.vn/vi/news/Tin/a-5.html", "https://h.gov.vn/en/news/Tin/a-5.html"),
        ("https://h.gov.vn/?nv=news&op=Tin/a-5", "https://h.gov.vn/?nv=about&op=Tin/a-5"),
        (
            "https://p.gov.vn/Pages/t.aspx?ItemID=7&l=A",
            "https://p.gov.vn/Pages/t.aspx?ItemID=7&l=B",
        ),
        (
            "https://p.gov.vn/Pages/t.aspx?ItemID=7&ListId=A",
            "https://p.gov.vn/Pages/t.aspx?ItemID=7&ListId=B",
        ),
        ("https://p.gov.vn/a/Pages/t.aspx?ItemID=7", "https://p.gov.vn/b/Pages/t.aspx?ItemID=7"),
        ("https://p.gov.vn/t.aspx?id=Ab", "https://p.gov.vn/t.aspx?id=aB"),
        ("https://p.gov.vn/phong-a/node/5", "https://p.gov.vn/phong-b/node/5"),
        ("https://p.gov.vn/bai?id=12", "https://p.gov.vn/bai?id=1&2"),
        ("https://p.gov.vn/?p=12", "https://p.gov.vn/?p=12&page_id=3"),
        ("https://p.gov.vn:8080/bai", "https://p.gov.vn/bai"),
        ("https://a.gov.vn/bai-197103675.htm", "https://b.gov.vn/bai-197103675.htm"),
    ],
)
def test_two_articles_stay_two(one: str, other: str) -> None:
    assert article_identity(one) != article_identity(other)


@pytest.mark.parametrize(
    ("platform", "one", "other", "is_same"),
    [
        ("vnpt", "http://s.gov.vn/muc/bai-viet-287787", "http://s.gov.vn/k/bai-287787", True),
        ("vnpt", "http://s.gov.vn/muc/a-ngay-1581945", "http://s.gov.vn/muc/b-ngay-1581945", False),
        ("nukeviet", "http://s.gov.vn/vi/tin/a/b-77.html", "http://s.gov.vn/tin/c/b-77.html", True),
        (
            "nukeviet",
            "http://s.gov.vn/tin/a/b-2024.html",
            "http://s.gov.vn/tin/a/c-2024.html",
            False,
        ),
        (None, "http://s.gov.vn/muc/bai-viet-287787", "http://s.gov.vn/k/bai-287787", False),
    ],
)
def test_what_only_the_platform_settles(
    platform: str | None, one: str, other: str, is_same: bool
) -> None:
    identities = article_identity(one, platform), article_identity(other, platform)
    assert (identities[0] == identities[1]) is is_same


def _decorated(url: str, noise: list[str], fragment: str, port: bool) -> str:
    """The same article as a link from elsewhere writes it."""
    parts = urlsplit(url)
    host = parts.netloc.upper() + (":443" if port and ":" not in parts.netloc else "")
    query = "&".join([*noise[:1], *filter(None, [parts.query]), *noise[1:]])
    return urlunsplit(("https" if port else "http", host, parts.path, query, fragment))


_noise = st.lists(
    st.sampled_from(
        ["p_p_auth=k7", "utm_source=zalo", "fbclid=a%2Fb", "_afrLoop=9", "print=1", "jsessionid=9F"]
    ),
    max_size=4,
    unique=True,
)


@given(
    st.sampled_from([url for urls in ONE_ARTICLE.values() for url in urls]),
    _noise,
    st.sampled_from(["", "top", "!/a?b=1"]),
    st.booleans(),
)
def test_sessions_trackers_and_spelling_do_not_matter(
    url: str, noise: list[str], fragment: str, port: bool
) -> None:
    decorated = _decorated(url.replace(":443", "").replace(":80", ""), noise, fragment, port)
    assert article_identity(decorated) == article_identity(url)


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


@given(
    st.text(max_size=120)
    | st.text(alphabet="[]:/@?&=%;.(9Săv", max_size=30).map("http://{}".format)
)
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
    for url in urls:
        noisy = _decorated(url.replace(":443", ""), ["p_p_auth=k7", "_afrLoop=9"], "top", port=True)
        assert article_identity(noisy) == article_identity(url)
