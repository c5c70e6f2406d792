"""What the large portal publishes, and the markup that its articles stand in."""

from datetime import datetime, timedelta
from html import escape
from random import Random

from attrs import frozen

from demo.portals import spelling
from demo.text.province import COMMUNES, TIMEZONE

SECTIONS = 20
FEED_LENGTH = 20
_LAST = datetime(2026, 11, 20, 9, 0, tzinfo=TIMEZONE)
_DEEDS = (
    "khánh thành",
    "tổng kết",
    "ra quân",
    "sơ kết",
    "phát động",
    "tập huấn",
    "bàn giao",
    "rà soát",
)
_THINGS = (
    "đường liên xã",
    "nhà văn hóa",
    "mô hình tưới tiết kiệm",
    "tổ công nghệ số",
    "phong trào đọc sách",
)


@frozen
class BigArticle:
    number: int
    title: str
    slug: str
    published_at: datetime
    sections: tuple[int, ...]
    """Empty: only the feed or the sitemap leads there."""
    in_sitemap: bool

    @property
    def path(self) -> str:
        return f"/bai-viet/{self.slug}-{self.number}.html"


def compose_article(number: int, total: int, rng: Random) -> BigArticle:
    deed, thing, commune = rng.choice(_DEEDS), rng.choice(_THINGS), rng.choice(COMMUNES)
    title = f"Xã {commune} {deed} {thing} đợt {number}"
    slug = f"xa-{deed}-{thing}-dot".replace(" ", "-")
    sections = tuple(sorted(rng.sample(range(SECTIONS), rng.choice((1, 1, 1, 2, 3)))))
    is_new = number > total - FEED_LENGTH
    if number % 97 == 0 or (is_new and number % 7 == 0):
        sections = ()
    return BigArticle(
        number=number,
        title=title,
        slug=spelling.slug(slug),
        published_at=_LAST - timedelta(hours=5 * (total - number)),
        sections=sections,
        in_sitemap=not sections or (not is_new and rng.random() < 0.5),
    )


def in_no_cms(article: BigArticle) -> str:
    return (
        f'<article><h1 class="title">{escape(article.title)}</h1>'
        f'<div class="date">{article.published_at:%d/%m/%Y %H:%M}</div>'
        f'<div class="content">{_paragraphs(article)}</div></article>'
    )


def in_nukeviet(article: BigArticle) -> str:
    return (
        '<div class="news_column panel panel-default"><div class="panel-body">'
        f'<h1 class="title margin-bottom-lg">{escape(article.title)}</h1>'
        f'<div class="row"><em class="col-xs-12 h5">{article.published_at:%d/%m/%Y %H:%M}</em></div>'
        f'<div id="news-bodyhtml" class="bodytext margin-bottom-lg">{_paragraphs(article)}</div>'
        "</div></div><script>var nv_module_name = 'news', nv_base_siteurl = '/';</script>"
    )


def _paragraphs(article: BigArticle) -> str:
    day = f"{article.published_at:%d/%m/%Y}"
    lead = f"Ngày {day}, {article.title[0].lower()}{article.title[1:]} với sự tham gia của đông đảo nhân dân."
    rest = (
        f"Theo báo cáo tại buổi lễ, đợt {article.number} có {30 + article.number % 90} hộ đăng ký, "
        "tăng so với cùng kỳ năm trước; các tổ tự quản đã họp bàn, thống nhất cách làm."
    )
    end = "Đại diện chính quyền ghi nhận kết quả và đề nghị các thôn tiếp tục duy trì nền nếp sinh hoạt."
    return "".join(f"<p>{text}</p>" for text in (lead, rest, end))
