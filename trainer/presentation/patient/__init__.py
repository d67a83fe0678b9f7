"""What is known of the patient: results, course, treatments and the learner's actions, as data and
as lines that screens, plain text and reports lay out."""
