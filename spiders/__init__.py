"""Thin Scrapy spiders: what to ask for next. Reading pages is `scraper.extract`'s work."""
