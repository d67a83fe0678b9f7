"""What an author writes: the scenario model, its loader, its diagnostics and the library."""
