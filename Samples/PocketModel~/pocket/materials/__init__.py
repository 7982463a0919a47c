"""Procedural, captioned, seamless materials: the only teacher the pocket model ever had."""
