"""Posts to pages by Jinja2: every element of the house-style post in its order."""

from collections.abc import Sequence
from importlib.resources import files

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined

from archive.records import Post
from publish.attribution import position_line
from publish.company import CanonicalPolicy, CompanyStyle
from publish.formats.labels import LABELS
from publish.formats.structured import structured_data
from publish.times import day_text

STYLE_PATH = "assets/style.css"
FEED_PATH = "feed.xml"


@frozen
class Page:
    """One page of the list of posts."""

    number: int
    """1 for the front page."""
    count: int
    posts: tuple[Post, ...]

    @property
    def newer_path(self) -> str | None:
        return None if self.number == 1 else page_path(self.number - 1)

    @property
    def older_path(self) -> str | None:
        return None if self.number >= self.count else page_path(self.number + 1)


def page_path(number: int) -> str:
    """Folder of a list page below the list's own: "" for the first, "trang/2/" for the second."""
    return "" if number == 1 else f"trang/{number}/"


def render_post(post: Post, company: CompanyStyle, others: Sequence[Post] = ()) -> str:
    """Page of one post; `others` are listed under "Tin tức khác"."""
    return _post_page(post, company, others, root="../")


def render_preview(post: Post, company: CompanyStyle, others: Sequence[Post] = ()) -> str:
    """The same page for the desk: marked as a preview, the style inside, no link left relative."""
    return _post_page(
        post, company, others, root=company.site_url, is_preview=True, inline_style=stylesheet()
    )


def render_list(page: Page, company: CompanyStyle, language: str, root: str) -> str:
    """A page of the list, newest first; `root` leads from it to the site's folder ("", "../")."""
    return _render("list.html", company, language, root, page=page)


def render_not_found(company: CompanyStyle) -> str:
    """404 page; a server shows it at any depth, so the style is inside, links start at the root."""
    return _render(
        "not_found.html",
        company,
        company.language,
        company.site_path,
        inline_style=stylesheet(),
    )


def stylesheet() -> str:
    return files("publish.formats").joinpath("style.css").read_text(encoding="utf-8")


def _post_page(
    post: Post,
    company: CompanyStyle,
    others: Sequence[Post],
    *,
    root: str,
    is_preview: bool = False,
    inline_style: str = "",
) -> str:
    canonical = {
        CanonicalPolicy.SELF: company.post_address(post.slug),
        CanonicalPolicy.SOURCE: post.attribution.url,
        CanonicalPolicy.NONE: "",
    }[company.canonical]
    return _render(
        "post.html",
        company,
        company.language,
        root,
        post=post,
        others=others,
        canonical=canonical,
        structured=structured_data(post, company),
        is_preview=is_preview,
        inline_style=inline_style,
    )


def _render(
    template: str,
    company: CompanyStyle,
    language: str,
    root: str,
    inline_style: str = "",
    **values: object,
) -> str:
    return _ENVIRONMENT.get_template(template).render(
        company=company,
        language=language,
        label=LABELS[language],
        root=root,
        inline_style=inline_style,
        style_path=STYLE_PATH,
        feed_path=FEED_PATH,
        **values,
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("publish.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "indent": 2}
    environment.filters["day"] = day_text
    environment.filters["position"] = position_line
    return environment


_ENVIRONMENT = _environment()
