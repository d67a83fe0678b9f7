"""A room plays a case together: votes in rounds, the group's answer, then the reported one.

A group session is its list of events, as a run is. ``state`` applies an event, ``moves`` decides
which events are allowed, ``tally`` counts votes; ``session`` drives them, writes the journal and
notifies listeners. ``web`` is the page for phones, and optional.
"""
