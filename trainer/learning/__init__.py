"""Over many runs: what was answered, what comes back and when, and how the learner is doing.

Pure: what was stored, the cases and the day are handed in (see ``trainer.history``).
"""
