"""Measurements of probing and crawling."""
