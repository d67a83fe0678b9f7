"""From the text of a file to a scenario, or to what is wrong with it and where."""
