"""A terminal trainer for clinical case reasoning."""

__version__ = "0.2.0"
