"""Pages that only scripts fill: rendered by a system Chromium where a source asks for it.

The browser has no network. The page that it opens is the answer that was fetched and captured; what
its scripts ask for is fetched by the crawler's own path (guard, robots.txt, TLS, delays, bounds,
capture), or not at all. The rendered page is a WARC conversion record that refers to the answer.
"""
