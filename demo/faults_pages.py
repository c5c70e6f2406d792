"""Effects that put another page where the article should be: firewalls, notices, shells.

The pages are as the products send them, marker for marker, with words of our own; most come with
status 200, which is what makes them dangerous.
"""

from demo.exchange import Outcome, Reply, Request
from demo.faults import Effect

_HTML = "text/html; charset=UTF-8"


def stand_in(text: str, status: int = 200, *headers: tuple[str, str]) -> Effect:
    """The effect that sends this page instead."""

    def effect(request: Request, reply: Reply) -> Outcome:
        return Reply(status, text.encode(), reply.kind, (("Content-Type", _HTML), *headers))

    return effect


f5_rejection = stand_in(
    "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. "
    "Please consult with your administrator.<br><br>Your support ID is: 7305516298402216743<br>"
    "<br><a href='javascript:history.back();'>[Go Back]</a></body></html>"
)
incapsula_challenge = stand_in(
    '<html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW">'
    '<meta name="viewport" content="initial-scale=1.0"></head><body style="margin:0px;height:100%">'
    '<iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=9-48113-0&incident_id='
    '1264000140-46" frameborder=0 width="100%" height="100%">Request unsuccessful. Incapsula '
    "incident ID: 1264000140-46</iframe></body></html>"
)
cloudflare_challenge = stand_in(
    '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>'
    '<meta name="robots" content="noindex,nofollow"></head><body><div class="main-wrapper">'
    "<noscript>Enable JavaScript and cookies to continue</noscript></div>"
    "<script>window._cf_chl_opt={cvId:'3',cType:'managed'};</script>"
    '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>'
    "</body></html>",
    403,
    ("cf-mitigated", "challenge"),
)
application_firewall_alert = stand_in(
    "<html><head><title>Application Firewall Alert</title></head><body><h2>Application Firewall "
    "Alert</h2><p>Your request was blocked by the web application firewall. Event 20881.</p>"
    "</body></html>"
)
d1n_cookie_stub = stand_in(
    '<html><body><script>document.cookie="D1N=0b1f6e1aa4e9c4d5c6a7"+"; expires=Fri, 31-Dec-2027 '
    '23:55:55 GMT; path=/";window.location.reload(true);</script></body></html>'
)
plain_denial = stand_in(
    "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center>"
    "<hr><center>nginx</center></body></html>",
    403,
)
maintenance = stand_in(
    '<html lang="vi"><head><meta charset="utf-8"><title>Thông báo</title></head><body><h1>Hệ thống '
    "đang bảo trì</h1><p>Cổng thông tin tạm ngừng phục vụ để nâng cấp. Mong quý vị quay lại sau."
    "</p></body></html>"
)
login_form = stand_in(
    '<html lang="vi"><head><meta charset="utf-8"><title>Đăng nhập hệ thống</title></head><body>'
    '<form method="post" action="/dang-nhap"><label>Tên đăng nhập <input name="u"></label>'
    '<label>Mật khẩu <input type="password" name="p"></label><button>Đăng nhập</button></form>'
    "</body></html>"
)
soft_not_found = stand_in(
    '<html lang="vi"><head><meta charset="utf-8"><title>Không tìm thấy trang</title></head><body>'
    "<div><h2>Trang bạn yêu cầu không tồn tại</h2><p>Nội dung có thể đã được chuyển đi nơi khác. "
    '<a href="/">Về trang chủ</a></p></div></body></html>'
)
_MENU = "".join(
    f'<li><a href="/muc-{number}">{name}</a></li>'
    for number, name in enumerate(
        f"{what} {whose}"
        for what in ("Giới thiệu", "Tin tức", "Văn bản", "Thủ tục hành chính", "Hỏi đáp", "Liên hệ")
        for whose in ("Ủy ban nhân dân", "các sở, ban, ngành", "các xã, phường", "đơn vị sự nghiệp")
    )
)
_BOXES = "".join(
    f"<div class='box'><h3>Chuyên mục số {number}</h3><p>Cổng thông tin điện tử là nơi tổ chức, cá nhân "
    "tra cứu văn bản, gửi phản ánh và theo dõi kết quả giải quyết thủ tục hành chính.</p></div>"
    for number in range(12)
)
soft_not_found_in_menus = stand_in(
    '<html lang="vi"><head><meta charset="utf-8"><title>Cổng thông tin điện tử</title></head><body>'
    f"<ul>{_MENU}</ul><div id='noi-dung'></div>{_BOXES}</body></html>"
)
"""The portal's whole page, menus and boxes, with nothing in the middle and no word of why."""
script_shell = stand_in(
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng thông tin</title>'
    '<script defer src="/static/js/main.4f1c.js"></script></head><body><noscript>You need to enable '
    'JavaScript to run this app.</noscript><div id="root"></div></body></html>'
)
pdf_viewer_shell = stand_in(
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Xem văn bản</title>'
    '<script src="/pdfjs/build/pdf.js"></script></head><body><div id="outerContainer">'
    '<div id="viewerContainer"><div id="viewer" class="pdfViewer"></div></div></div>'
    '<script>PDFViewerApplicationOptions.set("defaultUrl","/tep/van-ban.pdf");</script>'
    "</body></html>"
)
FIREWALLS: dict[str, Effect] = {
    "F5 BIG-IP": f5_rejection,
    "Incapsula": incapsula_challenge,
    "Cloudflare": cloudflare_challenge,
    "application firewall": application_firewall_alert,
    "D1N cookie": d1n_cookie_stub,
}
