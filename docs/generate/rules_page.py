"""The page of the rules of the check."""

from __future__ import annotations

from docs.generate.markdown import MADE, block, table
from trainer.case.rules import all_rules

_HEAD = """# What `trainer check` looks for

`trainer check PATH…` reads files with the player's own loader: what passes can be played. A file
with errors cannot be played; warnings are for its author to judge. `--fix` makes the corrections
that cannot change what the author means (`--fix --diff` shows them first), `--format json|github`
is for other tools, and `trainer explain CODE` prints the entry below. Exit codes: 0 nothing found,
1 findings, 2 a file that cannot be read or written.

Codes: F the file cannot be read, Y its YAML, M it does not fit the [format](format.md), R it
contradicts itself or the rules of play, W a warning. [slips.md](slips.md) shows typical slips.

The author can accept a warning in the file, with the reason. `where` is the id of a part; without
it the whole file is meant. An entry that accepts nothing is reported.

```yaml
allow:
  - {rule: W407, where: first-look, why: The key needs its dose to be fair.}
```
"""


def rules_page() -> str:
    """Every rule: code, severity, title, reason, a bad and a good example."""
    rules = all_rules()
    lines = [MADE, "", _HEAD]
    link = [(f"[{r.code}](#{r.code.lower()})", r.severity, r.title) for r in rules]
    lines += [*table(("code", "severity", "what"), link), ""]
    for rule in rules:
        lines += [f'<a id="{rule.code.lower()}"></a>', f"## {rule.code} {rule.title}", ""]
        lines += [f"*{rule.severity.capitalize()}.* {rule.reason}", ""]
        if rule.bad:
            lines += ["Bad:", "", *block(rule.bad), "", "Good:", "", *block(rule.good), ""]
    return "\n".join(lines).rstrip() + "\n"
