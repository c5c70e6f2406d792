"""Futures that somebody else may have stopped waiting for."""

import asyncio
from typing import TypeVar

_T = TypeVar("_T")


def settle(future: asyncio.Future[_T], result: _T | Exception) -> None:
    """Gives the result, or raises it where it is an exception; nothing where who waited was cancelled."""
    if future.done():
        return
    if isinstance(result, Exception):
        future.set_exception(result)
    else:
        future.set_result(result)
