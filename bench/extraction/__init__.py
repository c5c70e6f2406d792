"""How right and how fast pages are read, beside other extractors."""
