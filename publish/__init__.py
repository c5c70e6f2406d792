"""Compose, check, deliver: from an approved review to a page that names its source."""
