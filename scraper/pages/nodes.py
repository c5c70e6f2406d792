"""How elements of one page stand to one another."""

from scraper.fields.select import Node


def is_above(one: Node, other: Node) -> bool:
    """Whether the element ends before the other begins."""
    path = [other, *other.iterancestors()]
    branch = one
    for parent in one.iterancestors():
        if parent in path:
            at = path.index(parent)
            return at > 0 and parent.index(branch) < parent.index(path[at - 1])
        branch = parent
    return False


def stands_between(upper: Node, node: Node, lower: Node) -> bool:
    """Whether the element stands below the one and above the other, or holds the upper one and not
    the lower. Where the lower holds the upper, it has no upper end.
    """
    if not is_above(node, lower) and lower not in upper.iterancestors():
        return False
    return is_above(upper, node) or node in upper.iterancestors() or node in upper.iter()


def is_near(title: Node, node: Node, container: Node) -> bool:
    """Whether the element shares the innermost box of title and text."""
    around_title = set(title.iterancestors())
    box = next((box for box in container.iterancestors() if box in around_title), None)
    return box is not None and box.tag not in ("body", "html") and box in node.iterancestors()
