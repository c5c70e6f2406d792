"""Why a page could not be had, by cause: FetchFailed of `scraper.errors`, made finer.

FetchFailed
  ServerFailed         status 5xx
  TooManyRequests      status 429, or an overload that names a time to come back
  PageMissing          status 404 or 410
  PageForbidden        status 401, 403, 407
  HostUnknown          the name does not resolve
  ConnectionFailed     refused, reset, closed before the answer
  FetchTimedOut        no answer, or no whole one, in time
  BodyIncomplete       the body ended early
  BodyTooLarge         as sent or unpacked
  BodyDamaged          the content encoding cannot be undone
  HeadersTooLarge      more header bytes than any portal needs
  RedirectLoop         more redirects than are followed
  TlsFailed            no common version or cipher
  RenderFailed         the browser could not make the page
  CertificateRefused   the certificate does not prove the host
  FetchCrashed         an exception of this program, not of the network
"""

from scraper.errors import UNEXPECTED_ADVICE, FetchFailed


class ServerFailed(FetchFailed):
    advice = "Máy chủ của cổng báo lỗi: không cần làm gì, trang sẽ được tải lại."


class TooManyRequests(FetchFailed):
    advice = "Máy chủ xin ta chậm lại: tăng crawl.delay_s của nguồn nếu lặp lại."


class PageMissing(FetchFailed):
    advice = "Máy chủ báo không có trang này: sẽ thử lại, thưa dần; chưa kết luận là bài đã gỡ."


class PageForbidden(FetchFailed):
    advice = (
        "Máy chủ không cho xem trang này: nếu nhiều trang cùng bị, liên hệ đơn vị quản trị cổng."
    )


class HostUnknown(FetchFailed):
    advice = "Tên miền không phân giải được: kiểm tra mạng, DNS, hoặc cổng đã đổi tên miền."


class ConnectionFailed(FetchFailed):
    advice = "Không nối được tới máy chủ: kiểm tra mạng; nếu trình duyệt vào được, có thể cổng chặn địa chỉ IP này."


class FetchTimedOut(FetchFailed):
    advice = "Máy chủ trả lời quá chậm: trang sẽ được tải lại; nếu luôn vậy, tăng crawl.timeout_s."


class BodyIncomplete(FetchFailed):
    advice = "Trang tải về bị cụt: không lưu thành bài, sẽ tải lại."


class BodyTooLarge(FetchFailed):
    advice = "Trang lớn bất thường nên không tải: kiểm tra xem địa chỉ có phải tệp lớn không."


class BodyDamaged(FetchFailed):
    advice = "Nội dung nén bị hỏng trên đường truyền: sẽ tải lại."


class HeadersTooLarge(FetchFailed):
    advice = "Phần đầu HTTP lớn bất thường: báo đơn vị quản trị cổng nếu lặp lại."


class RedirectLoop(FetchFailed):
    advice = "Máy chủ chuyển hướng vòng quanh: mở thử bằng trình duyệt; địa chỉ có thể đã đổi."


class TlsFailed(FetchFailed):
    advice = (
        "Máy chủ chỉ nói được TLS hoặc mã hóa cũ: nếu chấp nhận rủi ro, thêm [tls] legacy = true có thời "
        "hạn và lý do vào tệp nguồn."
    )


class RenderFailed(FetchFailed):
    advice = "Trình duyệt không dựng được trang: sẽ thử lại; nếu lặp lại, tìm địa chỉ dữ liệu hoặc trang in của bài."


class CertificateRefused(FetchFailed):
    """`reason` names what is wrong: expired, self-signed, another host's, no known issuer."""

    advice = (
        "Chứng thư của cổng không hợp lệ: báo đơn vị quản trị cổng; nếu buộc phải thu thập, thêm [tls] "
        "verify = false có thời hạn và lý do vào tệp nguồn."
    )


class FetchCrashed(FetchFailed):
    """`reason` begins with the exception's class."""

    advice = UNEXPECTED_ADVICE


def status_error(url: str, status: int) -> FetchFailed:
    reason = f"the server answered {status}"
    if status in (404, 410):
        return PageMissing(url, reason)
    if status in (401, 403, 407):
        return PageForbidden(url, reason)
    if status == 429:
        return TooManyRequests(url, reason)
    return ServerFailed(url, reason) if status >= 500 else FetchFailed(url, reason)
