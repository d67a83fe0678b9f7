"""A terminal trainer for clinical case reasoning."""

__version__ = "0.1.0"
