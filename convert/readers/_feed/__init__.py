"""The parts of the feed reader."""
