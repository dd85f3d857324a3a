"""What a page shows: whether there is ink where the file says that words stand.

White, covered, clipped, switched-off and invisible words all come to the same: nobody sees them, so they answer nothing (R029).
Each page is drawn once, small, and looked at.
"""

from __future__ import annotations

from typing import TypeAlias

import pypdfium2  # type: ignore[import-untyped]  # it ships no types; this is its door
from PIL import Image

Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom in points from the shown page's top left corner

SCALE = 1.5  # pixels a point: a stroke of small print still leaves its grey
LARGEST = 2_500  # pixels; a page beyond that is drawn smaller
CONTRAST = 28  # of 255; lighter print than that nobody reads


class Sight:
    """The drawn pages of one file. A page that cannot be drawn shows everything: then nothing is hidden by guess."""

    def __init__(self, data: bytes, password: str = "") -> None:
        self._scale = 1.0
        self._picture: Image.Image | None = None
        self._file: pypdfium2.PdfDocument | None
        try:
            self._file = pypdfium2.PdfDocument(data, password=password or None)
        except pypdfium2.PdfiumError:
            self._file = None

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def turn_to(self, page: int) -> None:
        """Look at this page from now on, counted from 1."""
        self._picture = None
        if self._file is None or page > len(self._file):
            return
        try:
            leaf = self._file[page - 1]
            self._scale = min(SCALE, LARGEST / max(*leaf.get_size(), 1.0))
            drawn = leaf.render(scale=self._scale, grayscale=True, may_draw_forms=False, draw_annots=False)
            self._picture = drawn.to_pil()
            leaf.close()
        except pypdfium2.PdfiumError:
            self._picture = None

    def shows(self, box: Box) -> bool:
        """Whether anything stands out in a box."""
        darkest, lightest = self.ink(box)
        return lightest - darkest >= CONTRAST

    def ink(self, box: Box) -> tuple[int, int]:
        """The darkest and the lightest grey in a box, 0 being black."""
        if self._picture is None:
            return 0, 255
        left, top, right, bottom = (part * self._scale for part in box)
        width, height = self._picture.size
        corners = (max(0, int(left)), max(0, int(top)), min(width, int(right) + 1), min(height, int(bottom) + 1))
        if corners[0] >= corners[2] or corners[1] >= corners[3]:
            return 255, 255
        low, high = self._picture.crop(corners).getextrema()
        return int(low), int(high)  # type: ignore[arg-type]  # of a grey picture: one pair, not one a colour
