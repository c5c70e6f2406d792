"""Plain lines on stderr, where nobody watches: a file, a pipe, the journal."""

import logging

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# They list their parts at every start.
_CHATTY = ("scrapy.addons", "scrapy.crawler", "scrapy.middleware", "scrapy.utils.log")


def log_to_stderr(level: int) -> None:
    """The handler's level decides: Scrapy sets its loggers to DEBUG."""
    handler = logging.StreamHandler()
    handler.setLevel(level)
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(_is_worth_a_line)
    logging.getLogger().addHandler(handler)


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    return record.levelno > logging.INFO or not record.name.startswith(_CHATTY)
