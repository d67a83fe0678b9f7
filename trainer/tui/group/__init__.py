"""The screens of a group session: the room's, on the projector, and the facilitator's own."""
