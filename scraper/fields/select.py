"""Compiled XPath that says what it returns."""

import re
from typing import cast

from lxml import etree

from archive.text import fold_space

Node = etree._Element

_TEST = (
    r"(?:(?:contains|starts-with)\(@[\w-]+,\s*'[^']+'\)|@[\w-]+\s*=\s*'[^']+'"
    r"|contains\(concat\(' ', @[\w-]+, ' '\), ' [^' ]+ '\))"
)
_TESTED = rf"//(?P<name>\*|\w+)\[(?P<tests>{_TEST}(?: (?:or|and) {_TEST})*)\]"
# Going back to the elements compares each with all before; before "//" libxml2 does so anyway.
_INNER_STEP = re.compile(_TESTED + r"(?=//)")
_LAST_STEP = re.compile(_TESTED + "$")
_ATTRIBUTE = re.compile(r"@[\w-]+")


def text_of(node: Node) -> str:
    """All text of an element as it stands."""
    # The serialiser takes a fifth of the time of `itertext`.
    return etree.tostring(node, method="text", encoding="unicode", with_tail=False)


def node_text(node: Node) -> str:
    """All text of a node on one line."""
    return fold_space(text_of(node))


def faster(path: str) -> tuple[str, bool]:
    """`path` with tests of one attribute turned round, and whether it now ends at attributes, whose
    elements are meant: `//div[@class='a']` asks every div for its class, `//div/@class[.='a']`
    looks at the classes there are, in half the time.
    """
    path = _INNER_STEP.sub(lambda step: _turned(step, "/.."), path)
    last = _LAST_STEP.search(path)
    if last is None or "|" in path or last[0] == (turned := _turned(last, "")):
        return path, False
    return path[: last.start()] + turned, True


def _turned(step: re.Match[str], back: str) -> str:
    names = set(_ATTRIBUTE.findall(step["tests"]))
    if len(names) > 1:
        return step[0]
    name = names.pop()
    return f"//{step['name']}/{name}[{step['tests'].replace(name, '.')}]{back}"


class Select:
    """Elements, in document order. `path` is the expression, the rule that a field names."""

    __slots__ = ("_ends_at_attributes", "_evaluate", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        turned, self._ends_at_attributes = faster(path)
        self._evaluate = etree.XPath(turned, regexp=False)

    def __call__(self, node: Node) -> list[Node]:
        found = cast("list[Node]", self._evaluate(node))
        if self._ends_at_attributes:  # an attribute value knows its element
            return [cast("Node", value.getparent()) for value in found]
        return found


class FirstOf(Select):
    """The elements of the first of several paths that finds any: the better mark first."""

    __slots__ = ("_choices",)

    def __init__(self, *paths: str) -> None:
        self.path = " else ".join(paths)
        self._choices = tuple(map(Select, paths))

    def __call__(self, node: Node) -> list[Node]:
        return next((found for select in self._choices if (found := select(node))), [])


class Nearest(Select):
    """Elements that stand before the start, the nearest first."""

    __slots__ = ()

    def __call__(self, node: Node) -> list[Node]:
        return super().__call__(node)[::-1]


class SelectText:
    """Strings: text nodes or attribute values, in document order."""

    __slots__ = ("_evaluate", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self._evaluate = etree.XPath(path)

    def __call__(self, node: Node) -> list[str]:
        return cast("list[str]", self._evaluate(node))
