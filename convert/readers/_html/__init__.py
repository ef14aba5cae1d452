"""The parts of the HTML reader: a page, its article, what it states, and the way from its elements to blocks."""
