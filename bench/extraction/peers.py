"""Read pages with other people's extractors; runs in an environment of its own.

Standard input: one JSON object a line, {"file", "path", "url"}; standard output: one a line,
{"file", "peer", "fields"}. Their packages contradict the project's lock, hence the environment.
"""

import json
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html
import trafilatura
from newspaper import Article
from readability import Document

warnings.simplefilter("ignore")
Fields = dict[str, Any]


def read_trafilatura(page: bytes, url: str) -> Fields:
    found = trafilatura.bare_extraction(page, url=url, with_metadata=True, include_tables=True)
    if found is None:
        return {}
    values = found if isinstance(found, dict) else found.as_dict()
    names = [name for name in (values.get("author") or "").split(";") if name.strip()]
    return _fields(values.get("title"), names, values.get("date"), values.get("text"))


def read_newspaper(page: bytes, url: str) -> Fields:
    article = Article(url, language="vi")
    article.download(input_html=page.decode("utf-8", "replace"))
    article.parse()
    moment = article.publish_date
    date = moment.isoformat() if hasattr(moment, "isoformat") else str(moment or "")
    return _fields(article.title, article.authors, date, article.text)


def read_readability(page: bytes, url: str) -> Fields:
    document = Document(page.decode("utf-8", "replace"), url=url)
    summary = lxml.html.fromstring(document.summary())
    text = "\n".join(part.strip() for part in summary.itertext() if part.strip())
    return _fields(document.short_title(), [], None, text)


def _fields(title: str | None, names: list[str], date: str | None, text: str | None) -> Fields:
    return {
        "title": title or "",
        "authors": [{"name": name.strip(), "position": ""} for name in names],
        "published_at": date or None,
        "body_text": text or "",
        "source_credit": "",
    }


PEERS: dict[str, Callable[[bytes, str], Fields]] = {
    "trafilatura": read_trafilatura,
    "newspaper4k": read_newspaper,
    "readability-lxml": read_readability,
}


def main() -> None:
    for line in sys.stdin:
        job = json.loads(line)
        page = Path(job["path"]).read_bytes()
        for name, read in PEERS.items():
            try:
                fields = read(page, job["url"])
            except Exception as error:  # a peer that raises has read nothing
                fields = {"error": repr(error)}
            print(json.dumps({"file": job["file"], "peer": name, "fields": fields}))


if __name__ == "__main__":
    main()
