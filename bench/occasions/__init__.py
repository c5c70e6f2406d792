"""How well and how fast occasions are found in labelled titles."""
