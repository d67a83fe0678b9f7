"""All texts of the program, written once: blocks, and layouts that decide only how they look."""
