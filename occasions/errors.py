"""Errors of the occasions package.

OccasionsError
  TableInvalid        a table of rules cannot be read: which file, row, column, and what is allowed
  TitlesUnreadable    a table of titles given for classification lacks what is needed
"""


class OccasionsError(Exception):
    """Root of the tree; `str(error)` is one line for a person, saying what to do."""


class TableInvalid(OccasionsError):
    """`row` is the line number in the file, 1 for the header."""

    def __init__(self, file: str, row: int, column: str, problem: str) -> None:
        where = f"{file}, dòng {row}" + (f", cột “{column}”" if column else "")
        super().__init__(f"{where}: {problem}")
        self.file = file
        self.row = row
        self.column = column


class TitlesUnreadable(OccasionsError):
    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{file}: {problem}")
        self.file = file
