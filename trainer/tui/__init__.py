"""The full-screen interface, in Textual."""
