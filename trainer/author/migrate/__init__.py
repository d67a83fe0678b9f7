"""Scenario files of older formats brought up to date, comments and layout kept."""
