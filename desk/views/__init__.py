"""One module for each page: a view takes the Visit and gives the answer."""
