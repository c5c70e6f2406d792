"""Probing a portal by its address: a few polite requests, then a report.

Knows nothing of Scrapy: `fetch` is the one fetch path that the spider gives (guard, robots, delay,
capture), so the same rules hold as in a crawl.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from attrs import evolve
from web_poet import HttpResponse

from archive.records import Entry, Listing, PageKind
from scraper.discovery.agency_names import NameFound, portal_title
from scraper.discovery.front_page import is_front_page, read_front_page
from scraper.discovery.reader import Channel, channel_of
from scraper.discovery.sections import SectionLink, find_feeds, find_sections
from scraper.discovery.wordpress_rest import posts_url
from scraper.errors import BotWall, FetchFailed, NotAnArticle, PageError, ScrapeError
from scraper.extract import extract_article
from scraper.probe_report import ProbedArticle, ProbedListing, ProbeReport, Unread
from scraper.probe_state import MIN_ENTRIES, Fetch, Fetched, Probe

MAX_SECTIONS = 12
MAX_FEEDS = 2
SHOWN_ARTICLES = 3
BODY_START = 160


async def probe_portal(address: str, fetch: Fetch, max_sections: int = MAX_SECTIONS) -> ProbeReport:
    """`address` with or without its scheme. Raises ScrapeError where it cannot be had."""
    probe = Probe(fetch, max_sections)
    first = await _first_page(probe, address)
    home, home_listing = await _read_home(probe, first)
    await _read_sections(probe, home, home_listing)
    await _read_machine_listings(probe, home)
    if not probe.listings:
        _take_home_as_listing(probe, home.response, home_listing)
    articles = await _read_articles(probe, _shown_entries(probe.listings))
    origin = urlsplit(str(home.response.url))
    hosts = dict.fromkeys((origin.hostname or "", urlsplit(str(first.response.url)).hostname or ""))
    return ProbeReport(
        address=address,
        home=f"{origin.scheme}://{origin.netloc}/",
        platform=probe.platform or "",
        platform_reasons=probe.detection.reasons,
        title=_or_empty(portal_title, home.response),
        names=_ranked(probe),
        robots=home.robots,
        certificate=home.tls or "plain http: no certificate",
        terms=probe.terms,
        terms_url=probe.terms_url,
        needs_browser=_needs_browser(home.response, home_listing, probe.listings),
        listings=tuple(probe.listings),
        unread=tuple(probe.unread),
        articles=articles,
        requests=probe.requests,
        hosts=tuple(hosts),
    )


async def _first_page(probe: Probe, address: str) -> Fetched:
    """A person types "so.gov.vn": https, and http where that does not answer."""
    if "://" in address:
        return await probe.get(address)
    try:
        return await probe.get(f"https://{address}")
    except FetchFailed:
        return await probe.get(f"http://{address}")


async def _read_home(probe: Probe, first: Fetched) -> tuple[Fetched, Listing | None]:
    """The portal's front page, and what it lists; `first` stands for it where it cannot be had."""
    url = str(first.response.url)
    root = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/"
    is_page = channel_of(first.response) is Channel.SECTION
    home = first
    if not is_page or not is_front_page(url):
        if is_page:
            _about(probe, first.response)
        if not (is_page and probe.is_article(first.response)):
            listing = probe.read_as_listing(first.response, _or_empty(_heading, first.response))
            if listing is not None:
                probe.listings.append(await probe.with_second_page(listing, first.response))
        try:
            home = await probe.get(root)
        except ScrapeError as error:
            probe.unread.append(Unread(root, "", str(error)))
            home = first
    if channel_of(home.response) is not Channel.SECTION:
        return home, None
    _about(probe, home.response)
    try:
        return home, read_front_page(home.response, probe.platform)
    except (PageError, BotWall) as error:
        probe.unread.append(Unread(str(home.response.url), "", str(error)))
        return home, None


def _about(probe: Probe, response: HttpResponse) -> None:
    try:
        probe.read_about(response)
    except (PageError, BotWall) as error:
        probe.unread.append(Unread(str(response.url), "", str(error)))


async def _read_sections(probe: Probe, home: Fetched, listing: Listing | None) -> None:
    entries: tuple[Entry, ...] = listing.entries if listing is not None else ()
    try:
        links: list[SectionLink] = find_sections(home.response, entries)
    except PageError:
        links = []
    for link in links[: probe.max_sections]:
        await probe.try_listing(link.url, link.name)
    for link in links[probe.max_sections :]:
        probe.unread.append(Unread(link.url, link.name, "not asked: enough sections"))


async def _read_machine_listings(probe: Probe, home: Fetched) -> None:
    """Feeds that the page names, sitemaps that robots.txt names, REST where WordPress offers it."""
    try:
        feeds = find_feeds(home.response)
    except PageError:
        feeds = []
    for url in feeds[:MAX_FEEDS]:
        await probe.try_listing(url, "", quiet=True)
    root = str(home.response.urljoin("/"))
    sitemaps = [url for url in home.sitemaps if urlsplit(url).hostname == urlsplit(root).hostname]
    for url in sitemaps[:1] or [f"{root}sitemap.xml"]:
        await probe.try_listing(url, "Sitemap", quiet=True)
    if probe.platform == "wordpress":
        await probe.try_listing(posts_url(root), "WordPress REST", quiet=True)


def _take_home_as_listing(probe: Probe, home: HttpResponse, listing: Listing | None) -> None:
    if listing is None or len(listing.entries) < MIN_ENTRIES:
        return
    probed = probe.read_as_listing(home, "Trang chủ")
    if probed is not None:
        probe.listings.append(evolve(probed, entries=listing.entries))


def _shown_entries(listings: list[ProbedListing]) -> tuple[Entry, ...]:
    """Of the first listing that prints titles: what a person can check at a glance."""
    titled = (known for known in listings if any(entry.title for entry in known.entries))
    shown = next(titled, next(iter(listings), None))
    return shown.entries[:SHOWN_ARTICLES] if shown is not None else ()


async def _read_articles(probe: Probe, entries: tuple[Entry, ...]) -> tuple[ProbedArticle, ...]:
    found = []
    for entry in entries:
        try:
            response = (await probe.get(entry.url)).response
            extraction = extract_article(response, probe.platform)
        except ScrapeError as error:
            found.append(ProbedArticle(entry.url, entry.title, problem=str(error)))
            continue
        probe.read_terms(response)
        article = extraction.article
        found.append(
            ProbedArticle(
                url=article.url,
                title=article.title,
                published=article.published_raw,
                authors=tuple(author.name for author in article.authors),
                body_start=article.body_text[:BODY_START],
                page_object=extraction.page_object,
                is_generic=extraction.is_generic,
            )
        )
    return tuple(found)


def _ranked(probe: Probe) -> tuple[NameFound, ...]:
    """Capitals last: how a name in capitals is written otherwise, nobody can tell from them."""
    return tuple(sorted(probe.names.values(), key=lambda name: name.name.isupper()))


def _needs_browser(
    home: HttpResponse, listing: Listing | None, listings: list[ProbedListing]
) -> str:
    if listings or channel_of(home) is not Channel.SECTION:
        return ""
    if listing is None or not listing.entries:
        try:
            extract_article(home)
        except NotAnArticle as refusal:
            if refusal.kind is PageKind.EMPTY:
                return refusal.reason
        except (PageError, BotWall):
            return ""
    return ""


def _heading(response: HttpResponse) -> str:
    return portal_title(response).split(" - ")[0].split(" | ")[0].strip()


def _or_empty(read: Callable[[HttpResponse], str], response: HttpResponse) -> str:
    try:
        return read(response)
    except PageError:
        return ""
