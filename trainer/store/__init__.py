"""Storage of runs: TinyDB behind a small repository with atomic writes, locks and versions.

The modules are imported one by one (`from trainer.store.runs import RunStore`), so that a command
that only needs the folder of saves does not load a database.
"""
