"""Units of measure: the grammar of UCUM, and the UCUM units of printed forms."""
