"""What ``trainer group`` does, a module each kind of sitting."""
