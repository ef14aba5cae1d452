"""The parts of the plain text writer."""
