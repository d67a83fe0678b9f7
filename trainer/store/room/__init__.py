"""A room's sessions on disk. What happens in one is `trainer.group`'s; here it is a row of JSON."""
