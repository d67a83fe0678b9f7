"""A room plays a case together: votes in rounds, the group's answer, the report's.

A group session is its list of events, as a run is. ``state`` says what an event does, ``moves``
which are allowed, ``tally`` counts; ``session`` drives them, journals and tells those who listen.
``web`` is the page for phones, and optional.
"""
