"""What a case can tell of its players: policies, random runs, and the limits of every play.

``simulation.simulate`` does it all; ``tables`` is the case made ready for scoring many runs.
"""
