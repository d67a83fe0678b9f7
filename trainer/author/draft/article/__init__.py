"""Read an article, JATS or plain text, into one form."""
