"""What a case can tell of its players: policies, random runs, and the limits of every play.

``simulation.simulate`` does it all; ``players`` has who plays, ``tables`` the case made ready for
scoring many plays.
"""
