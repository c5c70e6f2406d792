"""Compiled XPath that says what it returns."""

from typing import cast

from lxml import etree

Node = etree._Element


def text_of(node: Node) -> str:
    """All text of an element as it stands."""
    return "".join(cast("list[str]", node.itertext()))


class Select:
    """Elements, in document order. `path` is the expression, the rule that a field names."""

    __slots__ = ("_evaluate", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self._evaluate = etree.XPath(path, regexp=False)

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
        self._evaluate = etree.XPath(path)

    def __call__(self, node: Node) -> list[str]:
        return cast("list[str]", self._evaluate(node))
