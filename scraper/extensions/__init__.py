"""Scrapy extensions: what watches a crawl from the side."""
