"""readpack: turns articles into offline reading packs."""

__version__ = "0.1.0"
