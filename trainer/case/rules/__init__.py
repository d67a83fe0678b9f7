"""What ``trainer check`` looks for beyond the schema: one rule a file."""
