"""The parts of the EPUB reader."""
