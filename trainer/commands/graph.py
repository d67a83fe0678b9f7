"""``trainer graph``: days, decisions, orders and watches of a case as a picture."""

from __future__ import annotations

import argparse
import shutil

from trainer.commands import compiled, format_argument, load_case, say

HELP = "a picture of a case: in the terminal, or as Mermaid or SVG"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("case", metavar="CASE", help="a case's id, or a file")
    format_argument(parser, "text", "mermaid", "svg")
    parser.add_argument(
        "--no-spoilers", action="store_true", help="days, kinds and numbers only, no names"
    )


def run(arguments: argparse.Namespace) -> int:
    """Draw one case on standard output."""
    from trainer.author.graph.model import graph_of

    graph = graph_of(compiled(load_case(arguments.case)), spoilers=not arguments.no_spoilers)
    match arguments.format:
        case "mermaid":
            from trainer.author.graph.mermaid import mermaid

            say(mermaid(graph))
        case "svg":
            from trainer.author.graph.svg import svg

            say(svg(graph))
        case _:
            from trainer.author.graph.terminal import terminal

            say(terminal(graph, min(120, shutil.get_terminal_size((100, 24)).columns)))
    return 0
