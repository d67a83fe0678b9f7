"""``trainer new``: a scenario file to start from, empty or drafted from an article."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from trainer import clock
from trainer.commands import say, warn
from trainer.errors import Failure
from trainer.shell import shell_line

HELP = "start a scenario file: an example to replace, or a draft from an article (--from)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("path", nargs="?", type=Path, metavar="PATH", help="default: ./<id>.yaml")
    parser.add_argument("--from", dest="article", type=Path, metavar="FILE",
                        help="draft from an article: JATS XML or text")  # fmt: skip
    parser.add_argument("--id", metavar="ID", help="lower-case letters, digits and hyphens")
    parser.add_argument("--title", metavar="T", help="gives nothing of a later day away")
    parser.add_argument("--specialty", metavar="S")
    parser.add_argument("--age", type=int, metavar="N", help="the patient's age in years")
    parser.add_argument("--sex", choices=("male", "female", "other", "not reported"))
    parser.add_argument("--first-day", type=int, metavar="N", help="when the learner meets them")
    parser.add_argument("--last-day", type=int, metavar="N")
    parser.add_argument("--author", metavar="A", help="who writes the scenario")
    parser.add_argument("--citation", metavar="C", help="the report, in one line")
    parser.add_argument("--doi", metavar="D", help="the report's DOI: 10.1234/abc")
    parser.add_argument("--licence", metavar="L", help="the report's licence: CC BY 4.0")
    parser.add_argument("--yes", action="store_true", help="ask nothing: flags and defaults only")
    parser.add_argument("--force", action="store_true", help="overwrite a file that is there")


_NO_COURSE = (
    "What the team seems to have started and stopped contradicts itself and was left out: write"
    " 'course' from the article."
)


def run(arguments: argparse.Namespace) -> int:
    """Write the file. Raises ``Failure`` with the reason where nothing was written."""
    from trainer.author.draft.article.read import read_article
    from trainer.author.draft.writing.save import refuse_overwrite, save

    if arguments.path is not None:
        # Before the questions: nobody should answer them for nothing.
        refuse_overwrite(arguments.path, force=arguments.force)
    _check_flags(arguments)
    warnings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    if arguments.article is not None:
        from trainer.author.draft.writing.compose import compose

        article, answers = read_article(arguments.article), vars(arguments)
        draft = compose(article, answers, _today())
        if _errors(draft.text, arguments.path or Path(f"{draft.id}.yaml")):
            # A guess of what was started and stopped may not hold together; the rest does.
            draft = compose(article, answers, _today(), course=False)
            left_out = (_NO_COURSE,)
        name, text, warnings = draft.id, draft.text, (*draft.warnings, *left_out)
    else:
        name, text = _blank(arguments)
    path = arguments.path or Path(f"{name}.yaml")
    _must_load(text, path)
    written = save(path, text, force=arguments.force)
    for warning in warnings:
        warn(f"trainer: {warning}")
    _next(path, text, written)
    return 0


def _check_flags(arguments: argparse.Namespace) -> None:
    from trainer.author.draft.writing.blank import QUESTIONS

    for question in QUESTIONS:
        answer = getattr(arguments, question.name)
        if answer is not None and (fault := question.fault(str(answer))):
            raise Failure(f"--{question.name.replace('_', '-')} {answer}: {fault}")
    first, last = arguments.first_day, arguments.last_day
    if first is not None and last is not None and int(last) < int(first):
        raise Failure(f"--last-day {last}: It comes before --first-day {first}.")


def _today() -> str:
    return clock.now().astimezone().date().isoformat()  # an author's own day


def _blank(arguments: argparse.Namespace) -> tuple[str, str]:
    from trainer.author.draft.writing.blank import QUESTIONS, ask, blank

    values = {q.name: v for q in QUESTIONS if (v := getattr(arguments, q.name)) is not None}
    if not arguments.yes and sys.stdin.isatty():
        say("A new scenario. Enter takes what is in brackets; ctrl+c writes nothing.")
        if arguments.path is not None and "id" not in values:
            values.setdefault("id", arguments.path.stem)
        try:
            values |= ask([q for q in QUESTIONS if q.name not in values], input, say)
        except EOFError:
            say("")
            raise Failure("Ended; nothing was written.") from None
        except KeyboardInterrupt:
            say("")
            warn("trainer: stopped; nothing was written.")
            raise
    return blank(values, _today())


def _errors(text: str, path: Path) -> list[str]:
    from trainer.case.loader import load_text
    from trainer.case.reading.diagnostics import render

    return [render(d) for d in load_text(text, path).diagnostics if d.severity == "error"]


def _must_load(text: str, path: Path) -> None:
    if errors := _errors(text, path):
        wrong = "\n".join(errors)
        raise Failure(f"Nothing was written: what was given does not make a scenario.\n{wrong}")


def _next(path: Path, text: str, written: tuple[Path, ...]) -> None:
    check, play = shell_line("check", path), shell_line("play", path)
    say(f"Written: {path}")
    if len(written) > 1:
        say(f"         {written[1]} (the schema, for editors that complete YAML)")
    if todo := text.count("TODO"):
        say(f"It has {todo} places marked TODO: each a guess to check or a gap to fill.")
    say("Next:")
    for command, what in (
        (check, "what is wrong or left to do"),
        (play, "play it as a learner does"),
        ("trainer catalogue WORD", "the ids of tests and treatments"),
    ):
        say(f"  {command:<{max(32, len(check) + 3)}} {what}")
