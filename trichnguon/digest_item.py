"""One line of the digest."""

from attrs import frozen


@frozen
class Item:
    text: str
    url: str = ""
