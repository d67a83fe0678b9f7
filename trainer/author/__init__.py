"""What helps the author of a scenario; the trainer itself never imports it."""
