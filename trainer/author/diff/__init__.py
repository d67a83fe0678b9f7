"""What changed between two versions of a case, in meaning and not in lines."""
