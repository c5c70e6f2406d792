"""One module a command; `trichnguon.cli` imports it only when the command is called."""
