"""Pieces of screens: they show state and post messages, and never call the engine."""
