"""Fetch and extract: from a response to an Article, and nothing of what happens to it later."""
