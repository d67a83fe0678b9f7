"""The caution shown with every case, in a module without imports so that home can load it fast."""

DISCLAIMER = "For education, not medical advice."
