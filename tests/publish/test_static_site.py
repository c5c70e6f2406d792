import errno
import resource
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import attrs
import pytest
from lxml import html

from archive.records import Post
from publish.company import CompanyStyle
from publish.errors import TargetRefused, TargetUnavailable, disk_unavailable
from publish.targets.static_site import StaticSite

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
MakePost = Callable[..., Post]


@pytest.fixture
def posts(make_post: MakePost) -> list[Post]:
    return [
        make_post(article_id=n, slug=f"bai-{n}", composed_at=NOW - timedelta(days=n))
        for n in range(1, 31)
    ]


@pytest.fixture
def site(tmp_path: Path, company: CompanyStyle, posts: list[Post]) -> StaticSite:
    return StaticSite(tmp_path / "public", company, lambda: list(posts))


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Content, time of the last write and inode of every file that readers can fetch."""
    return {
        str(file.relative_to(folder)): (
            file.read_bytes(),
            file.stat().st_mtime_ns,
            file.stat().st_ino,
        )
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_delivered_post_is_a_page_of_the_site(site: StaticSite, posts: list[Post]) -> None:
    delivery = site.deliver(posts[0], delivered_at=NOW)
    assert delivery.remote_id == "bai-1"
    assert delivery.address == "https://www.cdgroup.test/tin-tuc/bai-1/"
    assert delivery.content_sha256 == posts[0].content_sha256
    assert delivery.post_id == posts[0].id
    assert (site.folder / "bai-1/index.html").read_text(encoding="utf-8").startswith("<!DOCTYPE")
    for path in ("index.html", "feed.xml", "404.html", "assets/style.css", "en/index.html"):
        assert (site.folder / path).is_file()


def test_the_same_posts_rewrite_no_file(site: StaticSite, posts: list[Post]) -> None:
    site.deliver(posts[0], delivered_at=NOW)
    before = snapshot(site.folder)
    site.deliver(posts[0], delivered_at=NOW + timedelta(days=1))
    assert site.rebuild() == ()
    assert snapshot(site.folder) == before


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_link_within_the_site_leads_somewhere(
    tmp_path: Path, company: CompanyStyle, posts: list[Post], language: str
) -> None:
    site = StaticSite(tmp_path / "public", attrs.evolve(company, language=language), lambda: posts)
    site.rebuild()
    base = "https://www.cdgroup.test/tin-tuc/"
    broken = []
    for file in site.folder.rglob("*.html"):
        page = urljoin(base, str(file.relative_to(site.folder)))
        document = html.parse(file).getroot()
        for link in document.xpath("//a/@href | //link[not(@rel='canonical')]/@href"):
            target = urljoin(page, link)
            if not target.startswith(base):
                continue
            path = urlsplit(target).path.removeprefix("/tin-tuc/")
            found = site.folder / path
            if not (found / "index.html" if target.endswith("/") or not path else found).is_file():
                broken.append((str(file), link))
    assert broken == []


def test_the_list_is_paged_newest_first(site: StaticSite) -> None:
    site.rebuild()
    titles = []
    for path in ("index.html", "trang/2/index.html", "trang/3/index.html"):
        page = html.parse(site.folder / path)
        titles += page.xpath("//ol[@class='posts']//h2/a/@href")
    assert [link.strip("./") for link in titles] == [f"bai-{n}" for n in range(1, 31)]
    assert not (site.folder / "trang/4").exists()


def test_a_new_post_leaves_old_pages_untouched(site: StaticSite, posts: list[Post]) -> None:
    newest = posts.pop(0)
    site.rebuild()
    posts.insert(0, newest)
    changed = {path for path in site.rebuild() if path.startswith("bai-")}
    assert changed == {"bai-1/index.html"}


def test_a_withdrawn_post_is_gone_everywhere(site: StaticSite, posts: list[Post]) -> None:
    delivery = site.deliver(posts[3], delivered_at=NOW)
    del posts[3]
    site.withdraw(delivery)
    assert not (site.folder / "bai-4").exists()
    assert all(b"bai-4/" not in content for content, _, _ in snapshot(site.folder).values())


def test_a_post_still_published_is_not_withdrawn(site: StaticSite, posts: list[Post]) -> None:
    delivery = site.deliver(posts[3], delivered_at=NOW)
    with pytest.raises(TargetRefused, match="still published"):
        site.withdraw(delivery)
    assert (site.folder / "bai-4/index.html").is_file()


def test_a_post_that_is_not_recorded_is_refused(site: StaticSite, make_post: MakePost) -> None:
    with pytest.raises(TargetRefused, match="not among the published"):
        site.deliver(make_post(slug="chua-ghi"), delivered_at=NOW)


def test_other_peoples_files_stay(site: StaticSite, posts: list[Post]) -> None:
    other = site.folder / "gioi-thieu/index.html"
    beside = site.folder / "bai-2/ban-do.html"
    for file in (other, beside):
        file.parent.mkdir(parents=True)
        file.write_text("của người khác", encoding="utf-8")
    delivery = site.deliver(posts[1], delivered_at=NOW)
    del posts[1]
    site.withdraw(delivery)
    assert other.read_text(encoding="utf-8") == "của người khác"
    assert beside.read_text(encoding="utf-8") == "của người khác"
    assert not (site.folder / "bai-2/index.html").exists()


def test_another_file_in_the_way_is_not_overwritten(site: StaticSite, posts: list[Post]) -> None:
    site.folder.mkdir()
    (site.folder / "index.html").write_text("trang chủ cũ", encoding="utf-8")
    with pytest.raises(TargetRefused, match=r"index\.html was not written by this program"):
        site.deliver(posts[0], delivered_at=NOW)
    assert (site.folder / "index.html").read_text(encoding="utf-8") == "trang chủ cũ"
    assert not (site.folder / "bai-1").exists()


def test_a_page_of_ours_changed_by_hand_is_put_right(site: StaticSite) -> None:
    site.rebuild()
    (site.folder / "bai-1/index.html").write_text("khác", encoding="utf-8")
    assert site.rebuild() == ("bai-1/index.html",)


def test_unchanged_pages_are_known_again_without_the_manifest(site: StaticSite) -> None:
    site.rebuild()
    (site.folder / ".trichnguon/manifest.json").unlink()
    assert site.rebuild() == ()


@pytest.mark.parametrize(
    "damage", ["{", "[]", '{"files": "abc"}', '{"files": ["../ngoai.html"]}', '{"files": ["/x"]}']
)
def test_a_damaged_manifest_deletes_nothing(
    site: StaticSite, posts: list[Post], tmp_path: Path, damage: str
) -> None:
    (tmp_path / "ngoai.html").write_text("ngoài", encoding="utf-8")
    site.rebuild()
    (site.folder / ".trichnguon/manifest.json").write_text(damage, encoding="utf-8")
    with pytest.raises(TargetRefused, match=r"manifest\.json is damaged"):
        site.deliver(posts[0], delivered_at=NOW)
    assert (tmp_path / "ngoai.html").exists()


@pytest.mark.parametrize("slug", ["../thoat", "a/b", "assets", "trang", "en", "", "Bài", ".an"])
def test_no_address_leaves_its_folder(
    tmp_path: Path, company: CompanyStyle, make_post: MakePost, slug: str
) -> None:
    post = make_post(slug=slug)
    site = StaticSite(tmp_path / "public", company, lambda: [post])
    with pytest.raises(TargetRefused, match="cannot be the address"):
        site.deliver(post, delivered_at=NOW)
    assert not (tmp_path / "thoat").exists()


@contextmanager
def small_disk(limit_bytes: int) -> Iterator[None]:
    """No file may grow beyond the limit: a write fails half way, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_whole_pages_and_says_what_to_do(
    site: StaticSite, posts: list[Post], make_post: MakePost
) -> None:
    site.rebuild()
    before = (site.folder / "bai-1/index.html").read_bytes()
    posts[0] = make_post(article_id=1, slug="bai-1", lead="Mới " * 20_000)
    with small_disk(20_000), pytest.raises(TargetUnavailable, match="No room") as full:
        site.deliver(posts[0], delivered_at=NOW)
    assert "Giải phóng dung lượng" in full.value.advice_vi
    assert (site.folder / "bai-1/index.html").read_bytes() == before
    assert list(site.folder.rglob("*.part")) == []
    site.deliver(posts[0], delivered_at=NOW)
    assert (site.folder / "bai-1/index.html").read_bytes() != before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, company: CompanyStyle) -> None:
    (tmp_path / "tep").write_text("", encoding="utf-8")
    site = StaticSite(tmp_path / "tep/public", company, list)
    with pytest.raises(TargetUnavailable, match="tep"):
        site.rebuild()


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (errno.ENOSPC, "Hết chỗ trên đĩa"),
        (errno.EDQUOT, "Hết chỗ trên đĩa"),
        (errno.EACCES, "Không có quyền ghi"),
        (errno.EROFS, "Không có quyền ghi"),
        (errno.EIO, "Không ghi được"),
    ],
)
def test_the_disks_answers_are_told_apart(code: int, message: str) -> None:
    error = disk_unavailable(OSError(code, "x"), Path("/srv/public"))
    assert error.message_vi.startswith(message)
    assert "/srv/public" in error.message_vi
    assert error.advice_vi


def test_two_editors_publishing_at_once_lose_no_post(
    site: StaticSite, posts: list[Post], make_post: MakePost
) -> None:
    site.rebuild()

    def publish(number: int) -> None:
        post = make_post(article_id=number, slug=f"bai-{number}")
        posts.insert(0, post)
        site.deliver(post, delivered_at=NOW)

    threads = [threading.Thread(target=publish, args=(number,)) for number in range(101, 107)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    front = (site.folder / "index.html").read_text(encoding="utf-8")
    for number in range(101, 107):
        assert (site.folder / f"bai-{number}/index.html").is_file()
        assert f"bai-{number}/" in front
    assert site.rebuild() == ()
