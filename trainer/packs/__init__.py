"""Sharing cases: packing one into a file, and installing packs of others."""
