"""Pure functions on text and nodes: what a Vietnamese page means by a line."""
