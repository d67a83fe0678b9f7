"""Times a draft from an article of half a megabyte, against splitting the text into sentences.

    python benchmarks/draft_long.py [--kilobytes 500]

Prints the seconds of each, and their ratio.
"""

from __future__ import annotations

import argparse
import time

from trainer.author.draft.article.plain import from_plain
from trainer.author.draft.article.text import sentences
from trainer.author.draft.writing.compose import compose

PARAGRAPH = (
    "On day {n} the lamp was dim and its ferritin was 24 ng/mL. It had been lit two weeks earlier."
    " Nothing was changed for some time, and whoever looked at it saw the same. "
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--kilobytes", type=int, default=490)
    count = options.parse_args().kilobytes * 1000 // (len(PARAGRAPH) * 4 + 2)
    text = "A lamp that goes on and on\n\nCase report\n\n" + "\n\n".join(
        PARAGRAPH.format(n=n % 60 + 1) * 4 for n in range(count)
    )
    begin = time.perf_counter()
    sentence_count = sum(len(sentences(paragraph)) for paragraph in text.split("\n\n"))
    bare = time.perf_counter() - begin
    begin = time.perf_counter()
    compose(from_plain(text), {}, "2026-01-01")
    draft = time.perf_counter() - begin
    print(f"{len(text) // 1000} kB, {sentence_count} sentences")
    print(f"split {bare:.2f} s, draft {draft:.2f} s, ratio {draft / bare:.0f}")


if __name__ == "__main__":
    main()
