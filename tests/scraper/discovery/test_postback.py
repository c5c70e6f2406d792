from web_poet import HttpResponse

from scraper.discovery.postback import next_postback

URL = "http://so.mau.gov.vn/TinTuc.aspx"


def page(links: str) -> HttpResponse:
    text = f"""<html><body><form id="aspnetForm" method="post" action="TinTuc.aspx?c=5">
    <input type="hidden" name="__VIEWSTATE" value="dDwt"/><input type="hidden" name="__EVENTVALIDATION" value="/wEW"/>
    <a href="javascript:__doPostBack('ctl00$login','')">Đăng nhập</a>
    <table class="pager"><tr>{links}</tr></table></form></body></html>"""
    return HttpResponse(URL, body=text.encode(), status=200, headers={"Content-Type": "text/html"})


def link(argument: str, text: str) -> str:
    return f"<td><a href=\"javascript:__doPostBack('ctl00$grid','{argument}')\">{text}</a></td>"


def test_the_next_number_with_all_hidden_fields() -> None:
    found = next_postback(
        page("<td><span>1</span></td>" + link("Page$2", "2") + link("Page$3", "3")), 1
    )
    assert found is not None
    assert found.url == "http://so.mau.gov.vn/TinTuc.aspx?c=5"
    assert dict(found.fields) == {
        "__VIEWSTATE": "dDwt",
        "__EVENTVALIDATION": "/wEW",
        "__EVENTTARGET": "ctl00$grid",
        "__EVENTARGUMENT": "Page$2",
    }


def test_further_numbers_behind_dots_and_words() -> None:
    dots = page(link("Page$10", "...") + "<td><span>20</span></td>" + link("Page$21", "..."))
    found = next_postback(dots, 20)
    assert found is not None
    assert found.target == "ctl00$grid Page$21"
    words = next_postback(page(link("", "Trang sau") + link("", "»")), 3)
    assert words is not None


def test_no_pager_no_postback() -> None:
    assert next_postback(page("<td>1</td>"), 1) is None
    assert next_postback(page(link("Sort$Title", "Tiêu đề")), 1) is None
    assert next_postback(page(link("Page$1", "1") + "<td>2</td>"), 2) is None
