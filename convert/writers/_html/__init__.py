"""The parts of the HTML writer."""
