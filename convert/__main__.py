"""``python -m convert`` is ``readpack``."""

from convert.cli import main

main()
