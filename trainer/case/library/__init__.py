"""Which cases there are, and which of them a name or a run means."""
