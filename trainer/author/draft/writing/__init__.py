"""How a scenario file is written: every part explained, every guess marked."""
