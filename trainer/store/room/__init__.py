"""Group sessions on disk. Here an event is a row of JSON; `trainer.group` gives it its meaning."""
