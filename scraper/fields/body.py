"""A body from its container: text, HTML, pictures, attachments, and the lines that sign it."""

from attrs import frozen
from lxml import etree

from archive.records import Attachment, Image
from scraper.fields.addresses import absolute_url, attachment_name, is_file
from scraper.fields.captions import attach_captions, caption_credit
from scraper.fields.embeds import read_frames
from scraper.fields.lines import Item, Line, Picture, Run
from scraper.fields.markup import read_markup
from scraper.fields.render import to_html, to_text
from scraper.fields.signature import Signing
from scraper.fields.signing import take_signing_lines


@frozen
class Body:
    html: str
    text: str
    images: tuple[Image, ...]
    attachments: tuple[Attachment, ...]
    signing: Signing
    embedded_pictures: int
    films: int
    """Films, and documents without an address of their own, in frames."""

    @property
    def is_empty(self) -> bool:
        """Whether a reader sees nothing: no text, no picture, no file, no film."""
        return not (
            self.text or self.images or self.attachments or self.embedded_pictures or self.films
        )


def read_body(
    containers: list[etree._Element], base_url: str, title: str = "", lead: str = ""
) -> Body:
    """The article in `containers` (in order), addresses made absolute against `base_url`."""
    items: list[Item] = []
    embedded = 0
    frames: list[str] = []
    for container in containers:
        markup = read_markup(container)
        items += markup.items
        embedded += markup.embedded_pictures
        frames += markup.frames
    _make_absolute(items, base_url)
    embeds = read_frames(frames, base_url)
    lines = [item for item in items if isinstance(item, Line)]
    attachments = _attachments(lines, embeds.documents)
    items, signing = take_signing_lines(attach_captions(items), title, lead)
    return Body(
        html=to_html(items),
        text=to_text(items),
        images=tuple(_image(item) for item in items if isinstance(item, Picture)),
        attachments=attachments,
        signing=signing,
        embedded_pictures=embedded,
        films=embeds.others,
    )


def _make_absolute(items: list[Item], base_url: str) -> None:
    for item in items:
        if isinstance(item, Picture):
            item.src = absolute_url(base_url, item.src)
        elif isinstance(item, Line) and any(run.href for run in item.runs):
            item.runs = [
                Run(style, absolute_url(base_url, href) if href else "", text)
                for style, href, text in item.runs
            ]


def _image(picture: Picture) -> Image:
    caption = " ".join(line.text for line in picture.captions)
    return Image(picture.src, caption, caption_credit(caption))


def _attachments(lines: list[Line], embedded: tuple[str, ...]) -> tuple[Attachment, ...]:
    found: dict[str, Attachment] = {}
    for line in lines:
        for run in line.runs:
            if run.href and is_file(run.href):
                text = "".join(other.text for other in line.runs if other.href == run.href)
                found.setdefault(run.href, Attachment(run.href, attachment_name(run.href, text)))
    for address in embedded:
        found.setdefault(address, Attachment(address, attachment_name(address, "")))
    return tuple(found.values())
