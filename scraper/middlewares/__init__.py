"""Downloader middlewares, in the order in which a request meets them: guard, robots, capture."""
