"""Play and review by numbered prompts, for pipes, screen readers and small terminals."""
