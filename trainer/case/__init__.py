"""Case files: their format, finding, reading and checking them, and looking up their parts."""
