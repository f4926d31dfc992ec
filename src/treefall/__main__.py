"""`python -m treefall` is `treefall`."""

from .cli import main

main()
