"""A case as a picture: days, decisions, orders and watches."""
