"""A case file as it is being written: played, shown to a facilitator, projected; read on saving."""
