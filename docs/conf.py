"""Configuration of the documentation; the reference pages are written from the code."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from pages import write_pages  # noqa: E402

import tiesnet  # noqa: E402

project = "tiesnet"
author = "The tiesnet authors"
copyright = "the tiesnet authors, GPL-3.0-or-later"
version = release = tiesnet.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
default_role = "py:obj"
exclude_patterns = ["_build", "generated/parts"]

autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_rtype = False

html_theme = "furo"
html_title = "tiesnet"
html_copy_source = False
html_show_sphinx = False


def setup(app):
    app.connect("builder-inited", lambda _app: write_pages(HERE / "generated"))
