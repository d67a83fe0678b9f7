"""The disk as the system gives it: files that are not ours, names, and where ours belong."""
