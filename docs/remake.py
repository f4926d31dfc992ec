"""Write everything in `docs` that comes from the code: the reference, the picture of the house, the screenshot.

Run it by `uv run --all-extras python docs/remake.py`; `tests/docs` says when it is time to.
"""

import house
import reference
import screenshot

if __name__ == "__main__":
    reference.PAGE.write_text(reference.reference(), encoding="utf-8")
    house.PICTURE.write_text(house.picture(), encoding="utf-8")
    screenshot.PICTURE.write_text(screenshot.picture(), encoding="utf-8")
