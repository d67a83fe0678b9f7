"""``trainer group``: a group plays a case together."""

from __future__ import annotations

import argparse
from pathlib import Path
from urllib.parse import urlsplit

from trainer.commands import need_terminal
from trainer.commands.declared import LEARNER, SAVES, command, formats, whole
from trainer.errors import Failure
from trainer.files.outside import check_readable, sentence

DESCRIPTION = """
trainer group CASE begins a session; trainer group --resume goes on with the last one.
trainer group notes     the facilitator's view, in a second terminal: notes, key, running tally
trainer group list      the saved sessions
trainer group report [SESSION] [--format markdown|html|csv|json]
trainer group panel [SESSION]   its votes as a panel for script-concordance scoring
trainer group delete SESSION, or: trainer group delete --all
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add all arguments of ``trainer group``, in groups."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = f"{group.help}\n{DESCRIPTION}"
    parser.add_argument("what", nargs="?", metavar="CASE", help="a case, or one of the words above")
    parser.add_argument("session", nargs="?", metavar="SESSION", help="a session: see group list")
    parser.add_argument(
        "--resume", nargs="?", const="", metavar="SESSION", help="go on with a session, or the last"
    )
    room = parser.add_argument_group("the room")
    room.add_argument("--teams", metavar="A,B,...", help="names of teams, counted separately")
    room.add_argument("--confidence", action="store_true", help="ask how sure each voter is")
    about_reasons = "voters may give a reason; with report: include the reasons"
    room.add_argument("--reasons", action="store_true", help=about_reasons)
    room.add_argument("--seed", type=int, metavar="N", help="order of options, the same for all")
    room.add_argument("--countdown", type=int, metavar="SECONDS", help="for each round")
    phones = parser.add_argument_group("phones (needs: pip install 'case-trainer[group]')")
    phones.add_argument("--lan", action="store_true", help="let phones on this network vote")
    phones.add_argument("--host", metavar="ADDRESS", help="listen only here, e.g. 127.0.0.1")
    phones.add_argument("--port", type=whole(0, 65535), metavar="N", help="default: a free one")
    phones.add_argument(
        "--public-url", type=_origin, metavar="https://NAME",
        help="the page is reached only through this proxy or tunnel",
    )  # fmt: skip
    phones.add_argument(
        "--steer",
        action="store_true",
        help="a page for the facilitator's own phone: notes, key, steps",
    )
    phones.add_argument(
        "--steer-url", type=_origin, metavar="https://NAME",
        help="the same, through a proxy or tunnel of its own: see docs/group-remote.md",
    )  # fmt: skip
    phones.add_argument(
        "--steer-port", type=whole(0, 65535), metavar="N",
        help="port of that page (default: 8643 with --steer-url, else a free one)",
    )  # fmt: skip
    phones.add_argument("--wifi", metavar="NAME[:PASSWORD]", help="show a code that joins the WLAN")
    script = parser.add_argument_group("without a screen")
    script.add_argument("--headless", action="store_true", help="one JSON value a line")
    script.add_argument(
        "--script", type=Path, metavar="FILE", help="actions; - or none: standard input"
    )
    script.add_argument(
        "--stay", type=float, metavar="SECONDS",
        help="keep the page up after the end (default: 2 if phones are connected)",
    )  # fmt: skip
    parser.add_argument("--output", type=Path, metavar="FILE", help="with report: file to write")
    parser.add_argument("--into", type=Path, metavar="FILE", help="with panel: the case to change")
    parser.add_argument("--who", metavar="WORDS", help="with panel: who voted, without names")
    parser.add_argument("--all", action="store_true", help="with delete: every session")
    parser.add_argument("--yes", action="store_true", help="with delete: do not ask")
    for add in (formats("text", "json", "markdown", "html", "csv"), SAVES, LEARNER):
        add(parser)


def _origin(word: str) -> str:
    """The origin of an https address, as browsers write it: no path, no default port."""
    try:
        parts = urlsplit(word)
        port = "" if parts.port in (None, 443) else f":{parts.port}"
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{word}' is not an address") from None
    plain = not (parts.query or parts.fragment or "@" in parts.netloc) and parts.path in ("", "/")
    if parts.scheme != "https" or not parts.hostname or not plain:
        raise argparse.ArgumentTypeError(f"'{word}' is not an address: write https://NAME")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"https://{host}{port}"


@command(add_arguments)
def group(arguments: argparse.Namespace) -> int:
    """Play a case with a group: vote by hands or phones, discuss, vote again, see the report."""
    from trainer.commands import group_afterwards, group_sitting

    if arguments.what in group_afterwards.WORDS and arguments.resume is None:
        return group_afterwards.run(arguments)
    if arguments.what == "notes":
        need_terminal("The notes need a terminal.")
        from trainer.commands import saves_folder
        from trainer.tui.group.notes import NotesApp
        from trainer.tui.terminal_app import run_terminal

        return run_terminal(NotesApp(saves_folder(arguments)))
    if arguments.what is None and arguments.resume is None:
        raise Failure("Name a case: trainer group CASE (see: trainer list), or --resume.")
    if arguments.script is not None and not arguments.headless:
        raise Failure("--script is for a session without a screen: add --headless.")
    script = arguments.script
    if script is not None and str(script) != "-":  # check it before a session begins
        try:
            check_readable(script)
        except OSError as error:
            raise Failure(sentence(script, error, "a script")) from None
    from trainer.group.moves import LONGEST_COUNTDOWN

    if arguments.countdown is not None and not 1 <= arguments.countdown <= LONGEST_COUNTDOWN:
        raise Failure(f"--countdown takes 1 to {LONGEST_COUNTDOWN} seconds.")
    if not arguments.headless:
        need_terminal("The projector's view needs a terminal; without one: --headless.")
    return group_sitting.run(arguments)
