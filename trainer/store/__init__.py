"""Where runs are kept: TinyDB behind a small repository that is atomic, locked and versioned."""
