"""One file a format that can be written; each has `write`, a `convert.formats.Write`."""
