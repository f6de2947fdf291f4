"""Layouts of the map: each says where everybody stands, from what the survey carries."""

from tiesnet.plots.layouts._catalogue import Ground, Placing, Zone, layouts, placing
from tiesnet.plots.layouts._together import together

__all__ = ["Ground", "Placing", "Zone", "layouts", "placing", "together"]
