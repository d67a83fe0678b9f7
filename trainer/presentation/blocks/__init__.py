"""What is said, as data: pieces of text, each with its role, its citation and its mark."""
