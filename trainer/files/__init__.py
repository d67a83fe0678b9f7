"""The file system: reading outside files, reserved names, and where our own files belong."""
