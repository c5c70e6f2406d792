"""RFC 9309 rule by rule, and Protego's verdict beside ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from scraper.robots_txt import parse_robots_txt

SITE = "https://so.mau.test"


def rule(text: str, path: str) -> str:
    """The line that decides; empty where none does."""
    found = parse_robots_txt(text, "trichnguon").rule_for(f"{SITE}{path}")
    return found.line if found else ""


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("User-agent: *\nDisallow: /admin/", "/admin/x", "Disallow: /admin/"),
        ("User-agent: *\nDisallow: /admin/", "/tin", ""),
        ("User-agent: *\nDisallow:", "/tin", ""),
        # §2.2.2: the longest rule, allow on a tie
        ("User-agent: *\nDisallow: /tin\nAllow: /tin/bai", "/tin/bai-1", "Allow: /tin/bai"),
        ("User-agent: *\nAllow: /tin\nDisallow: /tin/bai", "/tin/bai-1", "Disallow: /tin/bai"),
        ("User-agent: *\nDisallow: /tin\nAllow: /tin", "/tin", "Allow: /tin"),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", "Disallow: /*.pdf$"),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x=1", ""),
        ("User-agent: *\nDisallow: /*?in=", "/a?in=1", "Disallow: /*?in="),
        ("User-agent: *\nDisallow: *", "/a", "Disallow: *"),
        ("User-agent: *\nDisallow: /$", "/", "Disallow: /$"),
        ("User-agent: *\nDisallow: /$", "/a", ""),
        ("User-agent: *\nDisallow: /a*a$", "/a", ""),
        # §2.2.2: percent-encoding
        ("User-agent: *\nDisallow: /tin-tức", "/tin-t%E1%BB%A9c/1", "Disallow: /tin-tức"),
        ("User-agent: *\nDisallow: /a%3cd", "/a%3Cd", "Disallow: /a%3cd"),
        ("User-agent: *\nDisallow: /%7Eanh", "/~anh/x", "Disallow: /%7Eanh"),
        # robots.txt itself is always allowed
        ("User-agent: *\nDisallow: /", "/robots.txt", ""),
        # what real files hold
        ("\ufeffUser-agent: *\r\nDisallow: /a # note\r\n", "/a", "Disallow: /a"),
        ("user-agent : *\rdisallow : /a", "/a", "Disallow: /a"),
        ("User-agent: *\nDisalow: /a", "/a", "Disallow: /a"),
        ("Disallow: /a", "/a", ""),
        ("<html><body>404: not found</body></html>", "/a", ""),
    ],
)
def test_rule_that_decides(text: str, path: str, line: str) -> None:
    assert rule(text, path) == line


@pytest.mark.parametrize(
    ("text", "line", "token"),
    [
        # §2.2.1: our group, in any case; its rules only
        (
            "User-agent: TrichNguon\nAllow: /a\n\nUser-agent: *\nDisallow: /",
            "Allow: /a",
            "trichnguon",
        ),
        ("User-agent: trichnguon/0.1\nDisallow: /a", "Disallow: /a", "trichnguon"),
        ("User-agent: trichnguon\nDisallow: /b\nUser-agent: *\nDisallow: /a", "", "trichnguon"),
        # a name that only looks like ours
        ("User-agent: trich\nDisallow: /a", "", ""),
        ("User-agent: trichnguon-news\nDisallow: /a", "", ""),
        # groups of one name are one; a group may have several names
        (
            "User-agent: *\nAllow: /\nUser-agent: x\nUser-agent: *\nDisallow: /a",
            "Disallow: /a",
            "*",
        ),
        # §2.2.4: other lines end no group
        (
            "User-agent: x\nCrawl-delay: 3\nSitemap: s\nUser-agent: *\nDisallow: /a",
            "Disallow: /a",
            "*",
        ),
    ],
)
def test_group_that_speaks_to_us(text: str, line: str, token: str) -> None:
    robots = parse_robots_txt(text, "trichnguon")
    found = robots.rule_for(f"{SITE}/a")
    assert (found.line if found else "", robots.token) == (line, token)


@pytest.mark.parametrize(
    ("line", "delay"),
    [("Crawl-delay: 10", 10.0), ("crawl-delay:0.5", 0.5), ("Crawl-delay: soon", None), ("", None)],
)
def test_crawl_delay(line: str, delay: float | None) -> None:
    robots = parse_robots_txt(f"User-agent: *\nDisallow: /x\n{line}", "trichnguon")
    assert robots.crawl_delay_s == delay


def test_many_wildcards_cost_no_time() -> None:
    text = "User-agent: *\nDisallow: /" + "*a" * 400 + "b$"
    assert rule(text, "/" + "a" * 1900) == ""


def test_sitemaps_are_told_whatever_the_group() -> None:
    text = "Sitemap: https://so.mau.test/s.xml\nUser-agent: *\nDisallow: /\nsitemap: /t.xml"
    assert parse_robots_txt(text, "x").sitemaps == ("https://so.mau.test/s.xml", "/t.xml")


PATHS = st.text("ab/*", min_size=0, max_size=6).map(lambda text: f"/{text}")
RULES = st.lists(st.tuples(st.sampled_from(["Allow", "Disallow"]), PATHS), max_size=6)


@given(RULES, st.text("ab/", max_size=8))
def test_verdict_is_that_of_protego(rules: list[tuple[str, str]], path: str) -> None:
    lines = [f"{key}: {pattern}" for key, pattern in rules]
    text = "\n".join(["User-agent: *", *lines])
    decided = parse_robots_txt(text, "trichnguon").rule_for(f"{SITE}/{path}")
    ours = decided is None or decided.is_allow
    assert ours == Protego.parse(text).can_fetch(f"{SITE}/{path}", "trichnguon")
