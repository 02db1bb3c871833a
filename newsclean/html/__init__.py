"""HTML in: a page is rendered with what its structure says of each line, its metadata is read, and it is cleaned."""
