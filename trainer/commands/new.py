"""``trainer new``: start a scenario file, from an example or drafted from an article."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from trainer import clock
from trainer.commands import say, warn
from trainer.commands.declared import argument, command, flag, path
from trainer.errors import Failure
from trainer.shell import shell_line

if TYPE_CHECKING:
    from trainer.author.draft.article.article import Article

LONG_ARTICLE = 200_000
"""Bytes above which reading an article takes seconds."""
_NO_COURSE = (
    "The treatments that the article seems to start and stop contradict each other and were left"
    " out: write 'course' from the article."
)


@command(
    path("path", "PATH", "default: ./<id>.yaml", nargs="?"),
    path("--from", "FILE", "draft from an article: JATS XML or text", dest="article"),
    path("--labs", "FILE", "results to start with: a CSV by day"),
    argument("--id", metavar="ID", help="lower-case letters, digits and hyphens"),
    argument("--title", metavar="T", help="it must not give away a later day"),
    argument("--specialty", metavar="S"),
    argument("--age", type=int, metavar="N", help="the patient's age in years"),
    argument("--sex", choices=("male", "female", "other", "not reported")),
    argument("--first-day", type=int, metavar="N", help="day the learner meets the patient"),
    argument("--last-day", type=int, metavar="N"),
    argument("--author", metavar="A", help="who writes the scenario"),
    argument("--citation", metavar="C", help="the report, in one line"),
    argument("--doi", metavar="D", help="the report's DOI: 10.1234/abc"),
    argument("--licence", metavar="L", help="the report's licence: CC BY 4.0"),
    flag("--yes", "ask nothing: flags and defaults only"),
    flag("--force", "overwrite an existing file"),
)
def new(arguments: Namespace) -> None:
    """Start a scenario file: an example to replace, or a draft from an article (--from)."""
    from trainer.author.draft.writing.save import refuse_overwrite, save

    if arguments.path is not None:
        # Check this before asking questions, so that no answers are lost.
        refuse_overwrite(arguments.path, force=arguments.force)
    _check_flags(arguments)
    warnings: tuple[str, ...] = ()
    if arguments.article is not None or arguments.labs is not None:
        from trainer.author.draft.writing.compose import compose

        article, answers = _article(arguments), vars(arguments)
        draft = compose(article, answers, _today())
        warnings = draft.warnings
        if _errors(draft.text, arguments.path or Path(f"{draft.id}.yaml")):
            # The guessed starts and stops of treatments can contradict each other; drop only those.
            draft = compose(article, answers, _today(), course=False)
            warnings = (*draft.warnings, _NO_COURSE)
        name, text = draft.id, draft.text
    else:
        name, text = _blank(arguments)
    file = arguments.path or Path(f"{name}.yaml")
    if errors := _errors(text, file):
        problems = "\n".join(errors)
        raise Failure(f"Nothing was written: these values do not make a scenario.\n{problems}")
    written = save(file, text, force=arguments.force)
    warn(*(f"trainer: {warning}" for warning in warnings))
    _say_next(file, text, written)


def _article(arguments: Namespace) -> Article:
    """The article, with the author's own table of results added after its tables."""
    from trainer.author.draft.article.article import Article, Front
    from trainer.author.draft.article.labs_file import read_labs
    from trainer.author.draft.article.read import read_article

    article = Article(Front(), (), ())
    if arguments.article is not None:
        _tell_reading(arguments.article)
        article = read_article(arguments.article)
    if arguments.labs is None:
        return article
    return replace(article, tables=(*article.tables, read_labs(arguments.labs)))


def _tell_reading(article: Path) -> None:
    """Warn before reading a long article, which takes seconds."""
    with suppress(OSError):
        if (size := article.stat().st_size) > LONG_ARTICLE:
            warn(f"Reading {article} ({size // 1000} kB): this takes some seconds.")


def _check_flags(arguments: Namespace) -> None:
    from trainer.author.draft.writing.blank import QUESTIONS

    for question in QUESTIONS:
        answer = getattr(arguments, question.name)
        if answer is not None and (fault := question.fault(str(answer))):
            raise Failure(f"--{question.name.replace('_', '-')} {answer}: {fault}")
    first, last = arguments.first_day, arguments.last_day
    if first is not None and last is not None and int(last) < int(first):
        raise Failure(f"--last-day {last}: It comes before --first-day {first}.")


def _today() -> str:
    return clock.now().astimezone().date().isoformat()  # the date in the author's time zone


def _blank(arguments: Namespace) -> tuple[str, str]:
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


def _errors(text: str, file: Path) -> list[str]:
    from trainer.case.loader import load_text
    from trainer.case.reading.diagnostics import render

    return [render(d) for d in load_text(text, file).diagnostics if d.severity == "error"]


def _say_next(file: Path, text: str, written: tuple[Path, ...]) -> None:
    check, play = shell_line("check", file), shell_line("play", file)
    say(f"Written: {file}")
    if len(written) > 1:
        say(f"         {written[1]} (the schema, for editors that complete YAML)")
    if todo := text.count("TODO"):
        say(f"It has {todo} places marked TODO: each a guess to check or a gap to fill.")
    say("Next:")
    for line, purpose in (
        (check, "what is wrong or left to do"),
        (play, "play it as a learner does"),
        ("trainer catalogue WORD", "the ids of tests and treatments"),
    ):
        say(f"  {line:<{max(32, len(check) + 3)}} {purpose}")
