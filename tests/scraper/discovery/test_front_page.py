"""Front pages: boxes of headlines among menus, heads of boxes, documents and films."""

from web_poet import HttpResponse

from scraper.discovery.front_page import read_front_page
from scraper.discovery.reader import read_listing
from scraper.pages.article_links import is_other, looks_like_article

SHOWN = {
    "/tin-tuc/khanh-thanh-tram-y-te-xa-mau-1201.html": "Khánh thành trạm y tế xã Mẫu sau một năm thi công",
    "/tin-tuc/trao-tang-huy-hieu-dang-1202.html": "Trao tặng Huy hiệu Đảng cho đảng viên lão thành",
    "/tin-tuc/ra-quan-lam-sach-bien-1203.html": "Đoàn viên ra quân làm sạch bãi biển dịp cuối tuần",
    "/thong-bao/lich-tiep-dan-1204.html": "Lịch tiếp công dân của lãnh đạo Sở trong tháng mười một",
    "/thong-bao/thi-tuyen-vien-chuc-1205.html": "Thông báo thi tuyển viên chức năm nay của Sở",
    "/thong-bao/nghi-le-1206.html": "Thông báo nghỉ lễ",
    "/guong-sang/co-giao-ban-1207.html": "Cô giáo bản xa",
    "/guong-sang/nguoi-giu-rung-dau-nguon-1208.html": "Người giữ rừng đầu nguồn",
}
OTHERS = {
    "/van-ban/quyet-dinh-so-12-ve-viec-thanh-lap-45.html": "Quyết định số 12 về việc thành lập hội đồng thẩm định",
    "/video/ban-tin-truyen-hinh-so-9-ngay-88.html": "Bản tin truyền hình số chín về hoạt động của tỉnh",
    "/event/ky-niem-ngay-thanh-lap-12.html": "Chuỗi sự kiện kỷ niệm ngày thành lập của tỉnh nhà",
}
MENU = {
    "/thong-tin-chi-dao-dieu-hanh-cua-so": "Thông tin chỉ đạo, điều hành của Sở",
    "/tin-tuc": "Tin tức",
    "/thong-bao": "Thông báo",
    "/lien-he": "Liên hệ",
}


def links(shown: dict[str, str]) -> str:
    return "".join(f'<li><a href="{url}">{text}</a></li>' for url, text in shown.items())


def front_page() -> HttpResponse:
    head = "/thong-tin-chi-dao-dieu-hanh-cua-so"
    text = (
        "<html><head><title>Sở Mẫu</title></head><body><div class='mobile-menu-container'>"
        f"<ul class='root'>{links(MENU)}</ul>"
        f"<h2><a href='{head}'>Thông tin chỉ đạo, điều hành của Sở</a></h2>"
        f"<ul>{links(SHOWN)}</ul><div class='box'>{links(OTHERS)}</div></div></body></html>"
    )
    return HttpResponse(
        "http://so.test/", text.encode(), headers={"Content-Type": "text/html; charset=utf-8"}
    )


def test_headlines_are_found_and_menus_documents_films_are_not() -> None:
    """The wrapper of the page is named after a menu; three headlines are as short as a section."""
    found = {
        entry.url.removeprefix("http://so.test") for entry in read_front_page(front_page()).entries
    }
    assert found == set(SHOWN)


def test_a_list_of_documents_is_read_as_one() -> None:
    rows = {
        f"/van-ban/nghi-quyet-so-{n}-ve-phat-trien-nong-thon-{n}00.html": (
            f"Nghị quyết số {n} về phát triển nông thôn mới kiểu mẫu"
        )
        for n in range(1, 7)
    }
    page = HttpResponse(
        "http://so.test/van-ban", f"<html><body><ul>{links(rows)}</ul></body></html>".encode()
    )
    assert len(read_listing(page).entries) == len(rows)


def test_addresses_of_articles() -> None:
    assert looks_like_article("http://so.test/tin-tuc/khanh-thanh-tram-y-te")
    assert looks_like_article("http://so.test/web/guest/-/khanh-thanh")
    assert looks_like_article("http://so.test/tin/details.aspx?ItemID=12")
    assert looks_like_article("http://so.test/portal/ttsk_chitiet?dDocName=SBV331391")
    assert looks_like_article("http://so.test/chitiet.aspx?BaiVietID=77&lang=vi")
    assert not looks_like_article("http://so.test/chuyenmuc.aspx?ChuyenMucID=11522")
    assert not looks_like_article("http://so.test/thu-vien-anh-cua-so?_portlet_cat=298093")
    assert is_other("http://so.test/_layouts/listform.aspx?id=2")
    assert is_other("http://so.test/thu-vien-anh/le-khanh-thanh-tram-12.html")
    assert not is_other("http://so.test/thu-vien-anh/le-khanh-thanh/ct/8075/334663")


def test_sections_among_headlines_whose_addresses_carry_no_number() -> None:
    shown = {
        "/khanh-thanh-tram-y-te-xa-mau": "Khánh thành trạm y tế xã Mẫu sau một năm",
        "/trao-huy-hieu-dang-vien": "Trao Huy hiệu Đảng cho đảng viên lão thành",
        "/ra-quan-lam-sach-bien": "Đoàn viên ra quân làm sạch bãi biển cuối tuần",
        "/le-gio-to-hung-vuong": "Lễ Giỗ Tổ Hùng Vương",
    }
    sections = {
        "/lich-su-hinh-thanh": "Lịch sử hình thành",
        "/tin-tuc-su-kien": "Tin tức - Sự kiện",
    }
    text = f"<html><body><div>{links(shown)}</div><div>{links(sections)}</div></body></html>"
    page = HttpResponse("http://so.test/", text.encode(), headers={"Content-Type": "text/html"})
    found = {entry.url.removeprefix("http://so.test") for entry in read_front_page(page).entries}
    assert found == set(shown)
