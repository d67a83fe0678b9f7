"""Facts of an article: days, figures, tests, the patient, the licence."""
