"""The screens. Each is imported when it is first shown, so that the first paint is quick."""
