"""Cases handed on: packing one into a file, and installing what others packed."""
