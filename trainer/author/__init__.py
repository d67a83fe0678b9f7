"""Tools for the author of a scenario; playing a case never imports them."""
