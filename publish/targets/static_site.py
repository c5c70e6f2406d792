"""The company site as plain files: a folder for each post, lists, feed, style, 404 page."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from attrs import field, frozen

from archive.records import Delivery, Post
from publish.company import CompanyStyle
from publish.errors import TargetRefused
from publish.formats.site import build_site
from publish.targets.site_folder import SiteFolder


@frozen
class StaticSite:
    """Writes what `list_published` says; the same posts change no byte and rewrite no file."""

    folder: Path
    company: CompanyStyle
    list_published: Callable[[], Sequence[Post]]
    """Latest post of each article, newest first, withdrawn ones left out."""
    name: str = "static_site"
    _files: SiteFolder = field(init=False)

    @_files.default
    def _site_folder(self) -> SiteFolder:
        return SiteFolder(self.folder)

    def deliver(self, post: Post, *, delivered_at: datetime) -> Delivery:
        """Raises TargetUnavailable (disk), TargetRefused (foreign file, post not recorded)."""
        with self._files.writing():
            posts = self.list_published()
            recorded = next((held for held in posts if held.slug == post.slug), None)
            if recorded is None or recorded.id is None:
                raise TargetRefused(
                    f"Post {post.slug!r} is not among the published posts: record it first.",
                    message_vi=f"Bài “{post.title}” không nằm trong danh sách bài được đăng.",
                    advice_vi="Bài có thể vừa được gỡ. Mở lại bài và đăng lại.",
                )
            self._files.write(build_site(posts, self.company))
        return Delivery(
            post_id=recorded.id,
            target=self.name,
            remote_id=recorded.slug,
            address=self.company.post_address(recorded.slug),
            content_sha256=recorded.content_sha256,
            delivered_at=delivered_at,
        )

    def withdraw(self, delivery: Delivery) -> None:
        """Raises TargetRefused while the post is still listed as published."""
        with self._files.writing():
            posts = self.list_published()
            if any(post.slug == delivery.remote_id for post in posts):
                raise TargetRefused(
                    f"Post {delivery.remote_id!r} is still published: mark it withdrawn first.",
                    message_vi="Bài vẫn đang ở trạng thái đã đăng.",
                    advice_vi="Gỡ bài trong hồ sơ trước khi gỡ trang.",
                )
            self._files.write(build_site(posts, self.company))

    def rebuild(self) -> tuple[str, ...]:
        """Write the site again from what is published; returns the paths that changed."""
        with self._files.writing():
            return self._files.write(build_site(self.list_published(), self.company))
