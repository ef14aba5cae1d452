"""One file a format that can be read; each has `read`, a `convert.formats.Read`."""
