"""What is said, laid out for those who read it."""
