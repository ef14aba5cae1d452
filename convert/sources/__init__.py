"""Containers: what holds other inputs, one file each; see `convert.formats.Expand`."""
