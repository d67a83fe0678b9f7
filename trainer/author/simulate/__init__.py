"""Simulate plays of a case: robots, random runs, and the limits of what any play can score.

``simulation.simulate`` is the entry; ``players`` has the players, and ``tables`` prepares a case
for scoring many plays.
"""
