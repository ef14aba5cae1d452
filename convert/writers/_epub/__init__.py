"""The parts of the EPUB writer."""
