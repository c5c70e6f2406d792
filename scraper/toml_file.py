"""TOML files into pydantic models, with errors that name file, line, key and what was expected."""

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from scraper.errors import SourceConfigError

_SYNTAX_PLACE = re.compile(r"\s*\(at line (\d+), column (\d+)\)")
_TABLE = re.compile(r"^\s*\[{1,2}\s*([^\]]+?)\s*\]{1,2}")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\"-]+)\s*=")


class Table(BaseModel):
    """Base of every table: unknown keys are refused, values are not coerced out of other types."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Model = TypeVar("Model", bound=BaseModel)


def load_toml(path: Path) -> dict[str, Any]:
    """Raises SourceConfigError when the file is absent, not UTF-8 or not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SourceConfigError("no such file", path) from error
    except OSError as error:
        raise SourceConfigError(f"cannot be read: {error.strerror}", path) from error
    except UnicodeDecodeError as error:
        raise SourceConfigError("is not UTF-8 text; save it as UTF-8", path) from error
    except tomllib.TOMLDecodeError as error:
        place = _SYNTAX_PLACE.search(str(error))
        message = _SYNTAX_PLACE.sub("", str(error))
        line = int(place[1]) if place else None
        raise SourceConfigError(f"is not valid TOML: {message}", path, line=line) from error


def load_toml_model(path: Path, model: type[Model], **extra: Any) -> Model:
    """The file as `model`; `extra` are fields that do not stand in the file."""
    return validate(path, model, load_toml(path) | extra)


def validate(path: Path, model: type[Model], data: dict[str, Any]) -> Model:
    """Raises SourceConfigError for the first value that does not fit."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # A misspelt key is both unknown and missing: the unknown one is where the mistake is.
        first = min(
            error.errors(include_url=False), key=lambda found: found["type"] != "extra_forbidden"
        )
        location = first["loc"]
        key = ".".join(str(part) for part in location)
        message = _expectation(first["type"], first["msg"], first.get("input"))
        raise SourceConfigError(message, path, key=key, line=line_of(path, location)) from error


def _expectation(kind: str, message: str, value: object) -> str:
    if kind == "extra_forbidden":
        return "this key is not known here; see sources/_template.toml"
    if kind == "missing":
        return "this key is required"
    return f"{message.removeprefix('Value error, ')}; found {value!r}"


def line_of(path: Path, location: tuple[int | str, ...]) -> int | None:
    """Line of the key at `location` such as ("listing", 1, "url"); of its table where absent."""
    names = [part for part in location if isinstance(part, str)]
    if not names:
        return None
    occurrence = next((part for part in location if isinstance(part, int)), 0)
    wanted_table, wanted_key = names[:-1], names[-1]
    table: list[str] = []
    count, table_line = -1, None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if header := _TABLE.match(line):
            table = [part.strip().strip('"') for part in header[1].split(".")]
            if table in (wanted_table, names):
                count += 1
                table_line = number if count == occurrence else table_line
        elif table == wanted_table and count in (occurrence, -1) and _is_key(line, wanted_key):
            return number
    return table_line


def _is_key(line: str, wanted: str) -> bool:
    key = _KEY.match(line)
    return key is not None and key[1].strip('"') == wanted
