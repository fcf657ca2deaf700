"""How fast and how heavy fawen is, beside the stock way of building the same bot on the same machine: `make bench`."""
