"""Parts of the reader of packed files."""
