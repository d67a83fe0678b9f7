"""Write a scenario file: every part explained, every guess marked."""
