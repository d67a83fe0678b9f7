"""How an article is read: JATS or plain text, to one form."""
