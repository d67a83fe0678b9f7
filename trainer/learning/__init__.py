"""Learning over many runs: the answers, what comes back and when, and the learner's progress.

Pure: ``trainer.history`` hands in stored runs and reviews, the cases and the day.
"""
