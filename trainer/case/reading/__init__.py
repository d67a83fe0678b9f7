"""Read the text of a file: into a scenario, or into what is wrong with it and where."""
