"""Vietnamese that no longer is: text typed in old fonts, UTF-8 decoded twice."""

import re

_SUSPECT = re.compile("[\u00a4-\u00bf\u00c3\u00c4\u00c6\u00d0\u00d1\u00d2\u00deøïûäåüöñ]")
# TCVN3 (ABC) and VNI put the marks of Vietnamese on Latin-1 signs: "Céng hoµ x· héi".
_TCVN3 = re.compile(
    "[a-z][\u00b5-\u00b9\u00a8-\u00ae]|[\u00ae\u00a7][\u00b5-\u00b9\u00a8-\u00afa-z]|\u00b7 h|µ "
)
_VNI = re.compile("[aeouyAEOUY][øïûäåüöØÏÛÄÅÜÖ]|[ñö][aeiouy]")
_TWICE = re.compile("á»[\u0080-\u00bf\u2018-\u203a]|áº|Ã[\u0080-\u00bf]|Ä\u2018|Æ°|Æ¡")


def legacy_warning(text: str) -> str:
    """Vietnamese sentence for the editor where the text is not readable Vietnamese, else empty."""
    if not _SUSPECT.search(text):
        return ""
    if len(_TWICE.findall(text)) >= 5:
        return "Bài có chữ bị giải mã sai hai lần (dạng “á»…”): không đọc được như tiếng Việt."
    if len(_TCVN3.findall(text)) >= 8:
        return "Bài gõ bằng phông cũ TCVN3 (ABC, .VnTime): chữ không đọc được như tiếng Việt."
    marks = len(_VNI.findall(text))
    if marks >= 8 and marks * 60 > len(text):
        return "Bài gõ bằng phông cũ VNI: chữ không đọc được như tiếng Việt."
    return ""
