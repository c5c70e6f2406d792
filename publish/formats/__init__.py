"""Post to payload: pages, feed, structured data. Pure functions, no disk, no network."""
