"""The patient as known by now: results, course, treatments, what the learner did; as data and as
lines that a screen, plain text and a report lay out."""
