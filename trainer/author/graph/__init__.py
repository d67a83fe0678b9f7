"""A case as a picture: days, questions, orders and watches."""
