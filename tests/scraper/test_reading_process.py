"""Pages read in another process come back as if they had been read here."""

import asyncio
import operator
import os
import signal
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from web_poet import HttpResponse

from archive.records import PageKind
from scraper.errors import NotAnArticle, PageError
from scraper.reading import read_article_page, read_listing_page
from scraper.reading_process import ReadingProcess

T = TypeVar("T")
PARAGRAPH = "Sở Nội vụ tổ chức hội nghị tổng kết công tác năm và triển khai nhiệm vụ mới. " * 6


def article(number: int) -> HttpResponse:
    html = f"""<html><head><title>Hội nghị tổng kết lần thứ {number}</title></head><body>
        <h1>Hội nghị tổng kết công tác lần thứ {number}</h1><span>20/11/2026 08:30</span>
        <div class="noi-dung"><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></div></body></html>"""
    url = f"http://so.mau.test/hoi-nghi-{number}.html"
    return HttpResponse(url, body=html.encode(), status=200)


def with_process(use: Callable[[ReadingProcess], Awaitable[T]]) -> T:
    async def main() -> T:
        process = ReadingProcess()
        try:
            return await use(process)
        finally:
            await process.close()

    return asyncio.run(main())


def test_pages_asked_for_at_once_come_back_to_those_who_asked() -> None:
    pages = [article(number) for number in range(20)]

    async def use(process: ReadingProcess) -> list[object]:
        asked = (process.read(read_article_page, page, None) for page in pages)
        return list(await asyncio.gather(*asked))

    assert with_process(use) == [read_article_page(page, None) for page in pages]


def test_what_is_no_article_is_told_as_here() -> None:
    page = HttpResponse("http://so.mau.test/x", body=b"<html><body>404 Not Found</body></html>")

    async def use(process: ReadingProcess) -> NotAnArticle:
        with pytest.raises(NotAnArticle) as told:
            await process.read(read_article_page, page, None)
        return told.value

    there = with_process(use)
    with pytest.raises(NotAnArticle) as here:
        read_article_page(page, None)
    assert (str(there), there.url, there.kind) == (
        str(here.value),
        str(page.url),
        PageKind.NOT_FOUND,
    )
    assert there.advice == here.value.advice


def test_listing_comes_with_the_form_of_its_next_page() -> None:
    html = """<form action="/tin.aspx"><input type="hidden" name="__VIEWSTATE" value="đ">
        <a href="javascript:__doPostBack('grid','Page$2')">2</a></form>"""
    page = HttpResponse("http://so.mau.test/tin.aspx", body=html.encode(), encoding="utf-8")

    async def use(process: ReadingProcess) -> object:
        return await process.read(read_listing_page, page, None, str(page.url), 1)

    assert with_process(use) == read_listing_page(page, None, str(page.url), 1)


def test_error_of_the_program_names_the_page_and_where_it_came_from() -> None:
    async def use(process: ReadingProcess) -> None:
        with pytest.raises(RuntimeError, match=r"not subscriptable.*hoi-nghi-1\.html") as told:
            await process.read(operator.getitem, article(1), "key")
        assert "Traceback" in told.value.__notes__[0]

    with_process(use)


def test_process_that_dies_fails_its_pages_and_is_followed_by_another() -> None:
    async def use(process: ReadingProcess) -> object:
        await process.read(read_article_page, article(1), None)
        pid = process.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        lost = [
            asyncio.ensure_future(process.read(read_article_page, article(n), None)) for n in (2, 3)
        ]
        await asyncio.sleep(0)
        os.kill(pid, signal.SIGKILL)
        for one in lost:
            with pytest.raises(PageError, match="has died"):
                await one
        return await process.read(read_article_page, article(4), None)

    assert with_process(use) == read_article_page(article(4), None)


def test_process_ends_with_its_input() -> None:
    async def use(process: ReadingProcess) -> int | None:
        await process.read(read_article_page, article(1), None)
        return await process.close()

    assert with_process(use) == 0
