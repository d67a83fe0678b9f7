"""The cases on this machine, and which of them a name or a run refers to."""
