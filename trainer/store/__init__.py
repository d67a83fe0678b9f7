"""Where runs are kept: TinyDB behind a small repository that is atomic, locked and versioned.

The modules are imported one by one (`from trainer.store.runs import RunStore`), so that a command
which only asks where the saves are does not load a database.
"""
