"""What is said, once: blocks, and the layouts that decide only how they look."""
