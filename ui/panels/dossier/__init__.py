"""The page of a dossier, a part a file, and what leads to it: the list beside the page, and the way from a reading."""
