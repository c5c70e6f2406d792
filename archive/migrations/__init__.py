"""One module a migration. One that has landed is never edited: write the next."""
