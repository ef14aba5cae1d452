"""The parts of the Markdown writer."""
