"""What happens to a learner: events in, state out. No input or output, no clock of its own."""
