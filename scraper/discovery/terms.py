"""What a page says of republication: the sentence, quoted, and the class it belongs to.

Wordings: `Ghi rõ nguồn … khi phát hành lại`, `… khi có sự đồng ý bằng văn bản`, `Cấm sao chép …`.
A sentence is evidence for a person to check, not a licence.
"""

import re

from attrs import frozen
from web_poet import HttpResponse

from archive.records import RepublicationClass
from archive.text import fold_space
from scraper.fields.select import SelectText
from scraper.pages.document import read_document

_TEXTS = SelectText(
    "//body//text()[not(parent::script or parent::style or parent::noscript or parent::option)]"
)
_CONSENT = re.compile(
    r"(?:đồng ý|cho phép|chấp thuận)(?: của (?:[^.]|[.](?=\S)){0,120}?)? bằng văn bản|"
    r"bằng văn bản(?:[^.]|[.](?=\S)){0,60}(?:đồng ý|cho phép|chấp thuận)",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(
    r"(?:nghiêm )?cấm (?:mọi hình thức )?(?:sao chép|đăng lại|phát hành lại)|"
    r"không (?:được )?sao chép|không được (?:đăng|phát hành) lại",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"(?:ghi rõ|trích dẫn|dẫn|trích|nêu rõ|ghi)\s+(?:rõ\s+)?(?:nguồn|xuất xứ)(?:[^.]|[.](?=\S)){0,160}?"
    r"(?:khi|nếu)?(?:[^.]|[.](?=\S)){0,60}?(?:phát hành|đăng|sử dụng|sao chép|trích dẫn|khai thác|lấy)|"
    r"(?:khi|nếu|mọi)(?:[^.]|[.](?=\S)){0,80}(?:phát hành|đăng|sử dụng|sao chép|trích dẫn|khai thác|lấy)(?:[^.]|[.](?=\S)){0,120}?"
    r"(?:ghi rõ|trích dẫn|dẫn|nêu rõ|ghi)\s+(?:rõ\s+)?(?:nguồn|xuất xứ)|"
    r"vui lòng (?:ghi rõ|dẫn|trích) nguồn",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"nguồn:?\s*[\"“”'‘«]([^\"“”'’»]{3,120})[\"“”'’»]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!;])\s+(?=[A-ZÀ-ỸĐ®©])|\s*[|•]\s*")
_LONGEST = 400


@frozen
class TermsFound:
    republication: RepublicationClass
    sentence: str = ""
    """As printed; empty where nothing was found."""
    credit: str = ""
    """The exact credit in quotation marks, where the sentence gives one."""


NONE_FOUND = TermsFound(RepublicationClass.NONE_STATED)


def find_terms(response: HttpResponse) -> TermsFound:
    """The strictest sentence on the page. Raises PageError, NotAnArticle for unreadable pages."""
    found = [
        TermsFound(kind, sentence, _credit(sentence))
        for sentence in _sentences(response)
        if (kind := class_of(sentence)) is not RepublicationClass.NONE_STATED
    ]
    return min(found, key=lambda terms: _STRICTNESS.index(terms.republication), default=NONE_FOUND)


_STRICTNESS = (
    RepublicationClass.FORBIDDEN,
    RepublicationClass.WRITTEN_CONSENT,
    RepublicationClass.ATTRIBUTE_ONLY,
)


def class_of(sentence: str) -> RepublicationClass:
    """Consent is asked before forbidding: "không sao chép khi chưa có sự đồng ý bằng văn bản"."""
    speaks_of_copying = re.search(
        r"sao chép|phát hành|đăng lại|đăng tải|trích|sử dụng", sentence, re.IGNORECASE
    )
    if speaks_of_copying and _CONSENT.search(sentence):
        return RepublicationClass.WRITTEN_CONSENT
    if _FORBIDDEN.search(sentence):
        return RepublicationClass.FORBIDDEN
    if _ATTRIBUTE.search(sentence):
        return RepublicationClass.ATTRIBUTE_ONLY
    return RepublicationClass.NONE_STATED


def _sentences(response: HttpResponse) -> list[str]:
    """Text nodes and their neighbours: a link or a bold word may split a sentence in three."""
    texts = [text for raw in _TEXTS(read_document(response).root) if (text := fold_space(raw))]
    found: dict[str, None] = {}
    for index, text in enumerate(texts):
        if not re.search(r"nguồn|văn bản|sao chép|phát hành lại|xuất xứ", text, re.IGNORECASE):
            continue
        window = " ".join(texts[max(0, index - 2) : index + 3])
        for candidate in (text, window):
            for sentence in _SENTENCE_END.split(candidate):
                if (
                    len(sentence) <= _LONGEST
                    and class_of(sentence) is not RepublicationClass.NONE_STATED
                ):
                    found.setdefault(sentence)
                    break
            else:
                continue
            break
    return list(found)


def _credit(sentence: str) -> str:
    quoted = _QUOTED.search(sentence)
    return fold_space(quoted[1]) if quoted else ""
