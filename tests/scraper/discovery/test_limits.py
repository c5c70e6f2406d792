import pytest

from scraper.discovery.limits import trap_in

HOST = "http://so.mau.gov.vn"
LIFERAY_PAGE = (
    f"{HOST}/vi/tin-tuc?p_p_id=101&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&p_p_col_id=column-1"
    "&p_p_col_pos=1&p_p_col_count=2&_101_delta=15&_101_keywords=&_101_advancedSearch=false"
    "&_101_andOperator=true&p_r_p_564233524_resetCur=false&_101_cur=32"
)


@pytest.mark.parametrize(
    "url",
    [
        f"{HOST}/lich-cong-tac?thang=1&nam=7749",
        f"{HOST}/lich-tuan/2031/04",
        f"{HOST}/tin/tin/tin/bai",
        f"{HOST}/tin?a=1&amp;amp;amp;b=2",
        f"{HOST}/tin?" + "&".join(f"k{n}=1" for n in range(30)),
        f"{HOST}/tin?p=1&p=2&p=3",
        "http://[khong-phai-dia-chi/tin",
        f"{HOST}/" + "x" * 1200,
        f"{HOST}/" + "/".join("abcdefghijklmnop"),
    ],
)
def test_traps(url: str) -> None:
    assert trap_in(url)


@pytest.mark.parametrize(
    "url",
    [
        f"{HOST}/tin-tuc/page-20.html",
        LIFERAY_PAGE,
        f"{HOST}/tin-tuc/2026/11/ky-niem",
        f"{HOST}/tinh/tin/tin",
    ],
)
def test_true_pages_are_none(url: str) -> None:
    assert trap_in(url) == ""
