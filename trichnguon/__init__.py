"""The composition root: command line, configuration, schedule. Imports everything, imported by none."""
