"""What several tests of extraction share."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def scorer() -> ModuleType:
    """How bench/extraction compares an article with what a person read; `bench` is no package of ours."""
    path = Path(__file__).parents[2] / "bench" / "extraction" / "score.py"
    spec = importlib.util.spec_from_file_location("extraction_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
