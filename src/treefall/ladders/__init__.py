"""Career ladders as they are published, each shape in a file of its own, and the ladders that come with Treefall.

What is imported stays in the person's own ledger; no third party's ladder comes with Treefall. Files are foreign: each
is capped in size, depth and count before it is read, and nothing in them is ever run or fetched.
"""

from .open_form import written
from .reading import MOST_BYTES, File, Shape, head, read, shape_of
from .shipped import SHIPPED, shipped

__all__ = ["MOST_BYTES", "SHIPPED", "File", "Shape", "head", "read", "shape_of", "shipped", "written"]
