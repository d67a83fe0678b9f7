"""The small types that files of the trainer are made of: texts, days, numbers, citations."""
