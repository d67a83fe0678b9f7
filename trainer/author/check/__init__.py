"""Parts of ``trainer check``: which files, output for GitHub, corrections, explanations."""
