"""What is found in an article: days, figures, tests, the patient, the licence."""
