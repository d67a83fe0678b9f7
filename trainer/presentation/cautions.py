"""What is said beside every case; light, for what must not wait for the rest."""

DISCLAIMER = "For education, not medical advice."
