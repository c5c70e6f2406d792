"""docs/commands.md: every command with its options, as `--help` shows them.

python -m trichnguon.commands_page > docs/commands.md
"""

from collections.abc import Iterator

import click

from trichnguon.cli import trichnguon

_HEAD = """# Commands

What `--help` says, in one page. Written by `python -m trichnguon.commands_page > docs/commands.md`; a test keeps
it true. A wrong use ends with 2 and says what would be right; the rest ends with 1 where something failed.
"""


def build_commands_page() -> str:
    """The page, the same on every terminal."""
    parts = [_HEAD]
    for name, command in walk_commands(trichnguon, "trichnguon"):
        context = click.Context(command, info_name=name, terminal_width=96, max_content_width=96)
        parts.append(f"\n## {name}\n\n```text\n{context.get_help()}\n```\n")
    return "".join(parts)


def walk_commands(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    """Full name and command, groups before what is in them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            yield f"{prefix} {name}", command
        if isinstance(command, click.Group):
            yield from walk_commands(command, f"{prefix} {name}")


if __name__ == "__main__":
    click.echo(build_commands_page(), nl=False)
