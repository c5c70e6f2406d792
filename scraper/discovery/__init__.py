"""Finding what there is to read: feeds, sitemaps, sections and how they page, REST answers, traps."""
