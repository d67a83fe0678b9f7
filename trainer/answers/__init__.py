"""Complete plays of a case: written by hand in answers files, or made by robots."""

from trainer.answers.files import AnswerOrder, Answers, events_of, read_answers, write_answers
from trainer.answers.robots import POLICIES, ROBOTS, by_policy

__all__ = [
    "POLICIES", "ROBOTS", "AnswerOrder", "Answers", "by_policy", "events_of", "read_answers",
    "write_answers",
]  # fmt: skip
