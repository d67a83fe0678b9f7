"""What is around the check: which files, forms of its findings, corrections, explanations."""
