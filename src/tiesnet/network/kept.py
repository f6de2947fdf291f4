"""What is made of a network once and kept: its views and its matrices.

They hold as long as the tables they were made of are what they were. What is kept is never given
out itself: whoever asks gets a network with tables of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from tiesnet.network.respondents import Respondents
from tiesnet.network.words import LONG

if TYPE_CHECKING:
    from tiesnet.network.network import Network

_Tables = tuple[pd.DataFrame, ...]
_Marks = list[Any] | None


@dataclass(eq=False)
class _Store:
    """What was made of certain tables; networks with the same tables share it."""

    tables: _Tables
    views: dict[Any, Network] = field(default_factory=dict)
    made: dict[Any, Any] = field(default_factory=dict)


class Kept:
    """What a network has at hand: a store it may share, and things of its own."""

    def __init__(self, store: _Store | None = None, private: bool = False) -> None:
        self._store = store
        self._compared = False
        self._marks: _Marks = None
        self._private = private  # nobody can change its tables: nothing is copied or compared
        self.own: dict[Any, Any] = {}

    def view(self, net: Network, key: Any, make: Callable[[], Network]) -> Network:
        """Give a view that is asked for again and again; it is made once, if it is small."""
        if self._private:
            if ("view", key) not in self.own:
                made = make()
                object.__setattr__(made, "_kept", Kept(private=True))
                self.own["view", key] = made
            found: Network = self.own["view", key]
            return found
        if not _small(net):
            return apart(make())
        views = self._compare(net).views
        if key not in views:
            views[key] = apart(make())
        kept = views[key]
        if kept._kept._store is None:
            kept._kept._store = _Store(_tables(kept))
        view = apart(kept)
        fresh = Kept(kept._kept._store)
        fresh._marks = _marks(_tables(view))
        object.__setattr__(view, "_kept", fresh)
        return view

    def once(self, net: Network, key: Any, make: Callable[[], Any]) -> Any:
        """Make something of a network once."""
        if self._private:
            if ("made", key) not in self.own:
                self.own["made", key] = make()
            return self.own["made", key]
        store = self._store
        if store is None or not self._compared or key not in store.made:
            store = self._compare(net)
        if key not in store.made:
            store.made[key] = make()
        return store.made[key]

    def _compare(self, net: Network) -> _Store:
        """Give the store; if the tables have been changed since it was begun, a new one."""
        if self._store is None or (_small(net) and self._changed(net)):
            self._store = _Store(_tables(apart(net)))
            self._marks = _marks(_tables(net))
            self.own.clear()
        self._compared = True
        return self._store

    def _changed(self, net: Network) -> bool:
        """Tell whether the tables are others than the store's; looks into them only if it must."""
        marks = _marks(_tables(net))
        if self._marks is not None and marks is not None:
            pairs = zip(self._marks, marks, strict=False)
            if len(marks) == len(self._marks) and all(one is other for one, other in pairs):
                return False
        if self._store is None or not _same(self._store.tables, _tables(net)):
            return True
        self._marks = marks
        return False


def apart(net: Network) -> Network:
    """Give a network tables of its own: what is written into them changes no other network.

    Nothing is copied before it is written.
    """
    actors, ties, layers, *people = (table.copy(deep=False) for table in _tables(net)[:6])
    parts = None if net._parts is None else net._parts.copy(deep=False)
    told = Respondents(*people)
    return replace(net, actors=actors, ties=ties, layers=layers, respondents=told, _parts=parts)


def _small(net: Network) -> bool:
    return len(net.ties) <= LONG


def _tables(net: Network) -> _Tables:
    told = net.respondents
    parts = () if net._parts is None else (net._parts,)
    return (net.actors, net.ties, net.layers, told.asked, told.answered, told.questions, *parts)


def _marks(tables: _Tables) -> _Marks:
    """Give what stays the same objects as long as nothing is written into tables.

    The store shares its columns with these tables, so that pandas puts others in the place of
    those that are written to.
    """
    found: list[Any] = []
    for table in tables:
        manager: Any = getattr(table, "_mgr", None)
        if not hasattr(manager, "blocks") or not hasattr(manager, "axes"):
            return None
        found += [*manager.blocks, *manager.axes]
    return found


def _same(one: _Tables, two: _Tables) -> bool:
    return len(one) == len(two) and all(map(pd.DataFrame.equals, one, two))
