"""How a run is scored: pure functions, one axis a file, and the debrief they make up."""
