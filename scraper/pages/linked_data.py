"""Articles in the linked data (JSON-LD, schema.org) of a page."""

import json
from collections.abc import Iterable
from typing import Any

_ARTICLE_TYPES = {"newsarticle", "article", "blogposting", "reportagenewsarticle"}


def first_article(scripts: Iterable[str]) -> dict[str, Any]:
    """The first article that one of the scripts describes; empty where none does."""
    for script in scripts:
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _walk(data):
            types = node.get("@type")
            named = types if isinstance(types, list) else [types]
            if any(str(one).lower() in _ARTICLE_TYPES for one in named):
                return node
    return {}


def _walk(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, list):
        return [node for one in data[:50] for node in _walk(one)]
    if isinstance(data, dict):
        graph = data.get("@graph")
        return [data, *(_walk(graph) if graph else [])]
    return []
