"""The outside as the platform asks for it: Protocols, their messages, and the slots that wiring fills."""
