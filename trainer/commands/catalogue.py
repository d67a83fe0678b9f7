"""``trainer catalogue``: the orders that can be placed in any case."""

from __future__ import annotations

import argparse

from trainer.commands import format_argument, say, say_json

HELP = "list or search the shared catalogue of orders"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("query", nargs="*", metavar="WORD", help="what to look for")
    format_argument(parser, "text", "json")


def run(arguments: argparse.Namespace) -> int:
    """List the orders, or those that the words mean, best first."""
    from trainer.case.catalogue import shared_catalogue
    from trainer.case.search import search

    orders = list(shared_catalogue().orders.values())
    if arguments.query:
        orders = search(" ".join(arguments.query), orders, limit=20)
    if arguments.format == "json":
        say_json([o.model_dump(mode="json") for o in orders])
        return 0
    for o in orders:
        also = f" ({', '.join(o.synonyms)})" if o.synonyms else ""
        burden = "" if o.burden == "none" else f", {o.burden}"
        say(f"{o.id}  {o.name}{also} · {o.kind}, {o.group}{burden}")
    if not orders:
        say("No order is like that.")
    return 0
