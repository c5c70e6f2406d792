"""Every string of the interface, Vietnamese first: `vi.toml` and `en.toml` hold the same keys."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"


def text(language: str, key: str, **values: object) -> str:
    """The sentence of `key` with its values; raises KeyError for an unknown key."""
    sentence = catalogue(language)[key]
    return sentence.format(**values) if values else sentence


def has_text(language: str, key: str) -> bool:
    return key in catalogue(language)


def known_language(language: str) -> str:
    return language if language in LANGUAGES else DEFAULT_LANGUAGE


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Dotted key to sentence."""
    source = files(__name__).joinpath(f"{known_language(language)}.toml").read_text("utf-8")
    return dict(_flattened(tomllib.loads(source), ""))


def _flattened(table: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        pairs += _flattened(value, f"{key}.") if isinstance(value, dict) else [(key, value)]
    return pairs
