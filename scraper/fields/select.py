"""Compiled XPath that says what it returns."""

import re
from typing import cast

from lxml import etree

Node = etree._Element

_TEST = (
    r"(?:(?:contains|starts-with)\(@[\w-]+,\s*'[^']+'\)|@[\w-]+\s*=\s*'[^']+'"
    r"|contains\(concat\(' ', @[\w-]+, ' '\), ' [^' ]+ '\))"
)
# Another predicate may count what the first one leaves, so it must not follow.
_STEP = re.compile(rf"//(?P<name>\*|\w+)\[(?P<tests>{_TEST}(?: (?:or|and) {_TEST})*)\](?!\[)")
_ATTRIBUTE = re.compile(r"@[\w-]+")


def text_of(node: Node) -> str:
    """All text of an element as it stands."""
    return "".join(cast("list[str]", node.itertext()))


def faster(path: str) -> str:
    """`path` with tests of one attribute turned round: `//div[@class='a']` asks every div for its
    class, `//div/@class[.='a']/..` looks at the classes there are, in half the time.
    """
    return _STEP.sub(_turned, path)


def _turned(step: re.Match[str]) -> str:
    names = set(_ATTRIBUTE.findall(step["tests"]))
    if len(names) > 1:
        return step[0]
    name = names.pop()
    return f"//{step['name']}/{name}[{step['tests'].replace(name, '.')}]/.."


class Select:
    """Elements, in document order. `path` is the expression, the rule that a field names."""

    __slots__ = ("_evaluate", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self._evaluate = etree.XPath(faster(path), regexp=False)

    def __call__(self, node: Node) -> list[Node]:
        return cast("list[Node]", self._evaluate(node))


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
        self._evaluate = etree.XPath(faster(path))

    def __call__(self, node: Node) -> list[str]:
        return cast("list[str]", self._evaluate(node))
