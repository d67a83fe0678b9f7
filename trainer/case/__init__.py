"""What an author writes: reading it, checking it, looking things up in it, and finding it."""
