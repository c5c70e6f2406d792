"""Selectors are turned round for speed; what they find must stay the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from scraper.fields.select import Select, faster

PATHS = (
    "//div[@class='a']",
    ".//*[contains(@class, 'a') or contains(@class, 'b')]",
    "//p[contains(concat(' ', @class, ' '), ' b ')]//div",
    "//*[starts-with(@id, 'a')]",
    "(//div[starts-with(@id, 'a')]//p | //p[@id='b'])[1]",
    "//div[contains(@class, 'a') and starts-with(@class, 'ab')]//*[@id='b']",
)
KEPT = (
    "//div[contains(@class, 'a')][1]",
    "//div[@class='a' or @id='b']",
    "//div[not(contains(@class, 'a'))]",
    "//div[@class='a']/p",
    "//div[.//p[contains(@class, 'b')]]",
    "//div[@class='a'] | //p[@class='a']",
)
names = st.sampled_from(("a", "b", "ab", "a b", "xa", ""))
nodes = st.recursive(
    st.tuples(st.sampled_from(("div", "p")), names, names, st.just(())),
    lambda inner: st.tuples(
        st.sampled_from(("div", "p")), names, names, st.lists(inner, max_size=3)
    ),
    max_leaves=12,
)


def build(node, parent=None):
    tag, classes, name, inner = node
    marks = {key: value for key, value in (("class", classes), ("id", name)) if value}
    element = etree.Element(tag, marks) if parent is None else etree.SubElement(parent, tag, marks)
    for one in inner:
        build(one, element)
    return element


@given(nodes)
def test_a_selector_turned_round_finds_the_same_elements_in_the_same_order(node):
    root = build(node)
    for path in PATHS:
        assert faster(path)[0] != path
        for start in root.iter():
            assert Select(path)(start) == etree.XPath(path)(start), path


@pytest.mark.parametrize("path", KEPT)
def test_what_turning_round_would_change_stays(path):
    assert faster(path) == (path, False)
