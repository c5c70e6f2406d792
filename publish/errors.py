"""Errors of publishing.

PublishError
  CompanyInvalid      the company's settings cannot make a page
  BodyUnreadable      the body's markup cannot be read without losing words
  PublishBlocked      a gate said no: attribution, review, verbatim, rights, images, delay, text,
                      active_content
  DeliveryError
    TargetUnavailable try again later: disk full, no permission, no network
    TargetRefused     trying again changes nothing: a person must decide
"""

import errno
from pathlib import Path

from attrs import frozen


class PublishError(Exception):
    """Root of the tree; `str(error)` says what happened and what to do."""


class CompanyInvalid(PublishError):
    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"company.{field}: {problem}")
        self.field = field


class BodyUnreadable(PublishError):
    def __init__(self, problem: str) -> None:
        super().__init__(
            f"The body of this article cannot be read without losing words ({problem}). "
            "Extract the page again or leave the article out."
        )


@frozen
class Blocked:
    """One reason why a post may not leave, in the editor's language."""

    gate: str
    message_vi: str
    advice_vi: str


class PublishBlocked(PublishError):
    """Every reason at once, so that the editor goes back only once."""

    def __init__(self, reasons: tuple[Blocked, ...]) -> None:
        super().__init__(" ".join(f"{reason.message_vi} {reason.advice_vi}" for reason in reasons))
        self.reasons = reasons


class DeliveryError(PublishError):
    """A target did not take the post; the post stays recorded and can be delivered again."""

    def __init__(self, message: str, *, message_vi: str, advice_vi: str) -> None:
        super().__init__(message)
        self.message_vi = message_vi
        self.advice_vi = advice_vi


class TargetUnavailable(DeliveryError):
    """Try again later."""


class TargetRefused(DeliveryError):
    """A person must decide before it is tried again."""


_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}


def disk_unavailable(error: OSError, path: Path) -> TargetUnavailable:
    """The disk's answer in words: the path, what is wrong, what to do."""
    if error.errno in _NO_ROOM:
        return TargetUnavailable(
            f"No room to write {path}. The pages already there are whole: make room, publish again.",
            message_vi=f"Hết chỗ trên đĩa, không ghi được {path}.",
            advice_vi="Các trang đã đăng vẫn nguyên vẹn. Giải phóng dung lượng rồi đăng lại.",
        )
    if error.errno in _NO_PERMISSION:
        return TargetUnavailable(
            f"No permission to write {path}. Give the program's user write access, publish again.",
            message_vi=f"Không có quyền ghi {path}.",
            advice_vi="Cấp quyền ghi thư mục cho người dùng chạy chương trình rồi đăng lại.",
        )
    return TargetUnavailable(
        f"Cannot write {path}: {error.strerror or error}. Check the folder, publish again.",
        message_vi=f"Không ghi được {path}: {error.strerror or error}.",
        advice_vi="Kiểm tra thư mục trang web rồi đăng lại.",
    )
