"""Play and review by numbered prompts: for a pipe, a screen reader, a small terminal."""
