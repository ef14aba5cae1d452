"""A plug-in of readpack: one of each kind."""

from pathlib import Path

EBB = Path(__file__).parent / "ebb"
