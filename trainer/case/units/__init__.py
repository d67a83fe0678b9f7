"""Units of measure: what UCUM allows, and what printed forms are in it."""
