"""robots.txt by RFC 9309: which rule decides, not only what it says.

Protego, which Scrapy brings, gives the verdict without the rule; the tests hold both against each
other. Product tokens are matched whole (§2.2.1), the longest rule wins, allow wins a tie (§2.2.2);
lines that are not of the protocol end no group (§2.2.4).
"""

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote_to_bytes, urlsplit

from attrs import define, field, frozen

_TOKEN = re.compile(r"[A-Za-z_-]+|\*")
_DISALLOW = frozenset({"disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"})
_SAFE = "/%:@!$&'()*+,;=~-._?#[]"
_UNRESERVED = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")


@frozen
class Rule:
    is_allow: bool
    pattern: str
    """As written."""

    @property
    def line(self) -> str:
        return f"{'Allow' if self.is_allow else 'Disallow'}: {self.pattern}"


@define
class _Group:
    tokens: list[str] = field(factory=list)
    rules: list[Rule] = field(factory=list)
    crawl_delay_s: float | None = None
    has_rules: bool = False


@frozen
class RobotsTxt:
    """One file as it speaks to one product token."""

    rules: tuple[Rule, ...]
    crawl_delay_s: float | None
    token: str
    """The group that speaks to us: our token, "*", or empty where none does."""
    sitemaps: tuple[str, ...] = ()

    def rule_for(self, url: str) -> Rule | None:
        """The rule that decides; None where none matches and the address is allowed."""
        parts = urlsplit(url)
        target = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if target == "/robots.txt":
            return None
        matching = [rule for rule in self.rules if _matches(_normal(rule.pattern), target)]
        return max(
            matching, key=lambda rule: (len(_normal(rule.pattern)), rule.is_allow), default=None
        )


def parse_robots_txt(text: str, product_token: str) -> RobotsTxt:
    groups, sitemaps = _read(text)
    for token in (product_token.lower(), "*"):
        ours = [group for group in groups if token in group.tokens]
        if ours:
            rules = tuple(rule for group in ours for rule in group.rules)
            return RobotsTxt(rules, _longest_delay(ours), token, tuple(sitemaps))
    return RobotsTxt((), None, "", tuple(sitemaps))


def _read(text: str) -> tuple[list[_Group], list[str]]:
    groups: list[_Group] = []
    sitemaps: list[str] = []
    for line in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")):
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "sitemap" and value:
            sitemaps.append(value)
        elif key == "user-agent":
            if not groups or groups[-1].has_rules:
                groups.append(_Group())
            if found := _TOKEN.match(value):
                groups[-1].tokens.append(found[0].lower())
        elif groups:
            _read_rule(groups[-1], key, value)
    return groups, sitemaps


def _read_rule(group: _Group, key: str, value: str) -> None:
    if key == "crawl-delay":
        group.crawl_delay_s = _seconds(value)
    elif key == "allow" or key in _DISALLOW:
        group.has_rules = True
        if value:  # an empty rule matches nothing
            group.rules.append(Rule(key == "allow", value))


def _seconds(value: str) -> float | None:
    return float(value) if re.fullmatch(r"\d{1,6}(\.\d{1,3})?", value) else None


def _longest_delay(groups: Iterable[_Group]) -> float | None:
    return max((g.crawl_delay_s for g in groups if g.crawl_delay_s is not None), default=None)


def _normal(path: str) -> str:
    """§2.2.2: percent-encoded octets compared as octets, unreserved ones decoded."""

    def settle(escape: re.Match[str]) -> str:
        octet = unquote_to_bytes(escape[0])
        return octet.decode("ascii") if octet in _UNRESERVED else escape[0].upper()

    return _ESCAPE.sub(settle, quote(path, safe=_SAFE))


def _matches(pattern: str, target: str) -> bool:
    """`*` is any octets, a final `$` the end; in time linear in the target for each part."""
    is_anchored = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    place = len(first)
    if not parts:
        return not is_anchored or place == len(target)
    for part in parts[:-1]:
        place = target.find(part, place)
        if place < 0:
            return False
        place += len(part)
    if is_anchored:
        return target.endswith(parts[-1]) and len(target) - len(parts[-1]) >= place
    return target.find(parts[-1], place) >= 0
