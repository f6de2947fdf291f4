"""Floor 9: a local page for those who do not program. Nothing of it leaves the machine.

The names are loaded when they are first used: who writes a report needs no Dash.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tiesnet.app.server import Address, application, serving

_HOME = {
    "Address": "tiesnet.app.server",
    "application": "tiesnet.app.server",
    "serving": "tiesnet.app.server",
}

__all__ = ["Address", "application", "serving"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
