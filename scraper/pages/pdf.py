"""A PDF that is the article: its text layer, and nothing guessed about its author or date.

Told by the first bytes, not by headers. A scan has no text layer and is refused with a word on it.
"""

import re
from functools import cached_property
from html import escape
from io import BytesIO
from typing import ClassVar

from web_poet import HttpResponse, WebPage

from archive.records import Article, Attachment, Rule
from archive.text import fold_space, nfc
from scraper.errors import PageError
from scraper.fields.addresses import attachment_name
from scraper.fields.language import language_of
from scraper.identity import canonical_url

MAX_PAGES = 100
_LETTERHEAD = re.compile(
    r"CỘNG\s+H[OÒ][AÀ]|Độc\s+lập|^Số\s*:|^-+$|^_+$|UBND|ỦY\s+BAN|^SỞ\s|^BỘ\s|ngày\s+\d{1,2}\s+tháng",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\n\s*\n|(?<=[.;:!?/])\s*\n")


def is_pdf(response: HttpResponse) -> bool:
    return bytes(response.body[:1024]).lstrip().startswith(b"%PDF-")


class PdfArticlePage(WebPage[Article]):
    PLATFORM: ClassVar[str] = "pdf"
    VERSION: ClassVar[str] = "1"
    IS_GENERIC: ClassVar[bool] = True

    async def to_item(self) -> Article:
        return self.article()

    def article(self) -> Article:
        """Raises PageError for a file that cannot be read, or has no text layer (a scan)."""
        url = str(self.response.url)
        paragraphs = [text for part in _PARAGRAPH.split(self.text) if (text := fold_space(part))]
        body_text = "\n\n".join(paragraphs)
        if len(body_text) < 40:
            raise PageError(
                url,
                "a PDF without a text layer",
                advice="Tệp PDF là bản quét, không có lớp chữ: cần nhập tay hoặc nhận dạng chữ (OCR).",
            )
        return Article(
            url=canonical_url(url),
            title=self.title,
            body_html="".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs),
            body_text=body_text,
            attachments=(Attachment(url, attachment_name(url, "")),),
            language=language_of(body_text),
            rules={
                "title": Rule(self._title_rule, 0.4),
                "body": Rule("text layer of the PDF", 0.5),
            },
            warnings=(
                "Bài viết là tệp PDF: chữ lấy từ lớp chữ của tệp, không có bố cục; kiểm tra từng trường.",
                "Trang không ghi ngày đăng.",
            ),
        )

    @cached_property
    def text(self) -> str:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError

        try:
            reader = PdfReader(BytesIO(bytes(self.response.body)))
            pages = [page.extract_text() for page in reader.pages[:MAX_PAGES]]
            self._metadata_title = (
                fold_space(reader.metadata.title or "") if reader.metadata else ""
            )
        except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
            raise PageError(
                str(self.response.url),
                f"a PDF that cannot be read: {error or type(error).__name__}",
            ) from error
        return nfc("\n\n".join(pages))

    _metadata_title: str = ""
    _title_rule: str = ""

    @cached_property
    def title(self) -> str:
        """The first lines in capitals below the letterhead, else the file's own title or name."""
        lines = [fold_space(line) for line in self.text.splitlines()[:40]]
        lines = [line for line in lines if len(line) > 5 and not _LETTERHEAD.search(line)]
        for index, line in enumerate(lines):
            if line.isupper() and len(line.split()) >= 2:
                block = [line]
                for after in lines[index + 1 : index + 3]:
                    if not after.isupper():
                        break
                    block.append(after)
                self._title_rule = "first lines in capitals"
                return " ".join(block)
        if len(self._metadata_title.split()) >= 3:
            self._title_rule = "title in the file's metadata"
            return self._metadata_title
        self._title_rule = "first line, or the name of the file"
        return lines[0] if lines else attachment_name(str(self.response.url), "")
