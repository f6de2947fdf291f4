"""International social capital: partners across borders, at home, in the host country, compatriots.

Partners are distinct, inside the cluster or not, directions ignored. Home, host and compatriot
partners are those of a firm abroad, one that is not in the country it comes from; for a firm that
never left home they would be its neighbours, and are empty.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tiesnet.language import word
from tiesnet.metrics._catalogue import metric
from tiesnet.metrics._shared import flat, once, series
from tiesnet.metrics._space import alike, pair_space
from tiesnet.network import Network

_SOURCE = "urzelai2017"
_COUNTRY = word("its country, or that of a partner, is not known")
_ABROAD = word(
    "it is in the country it comes from, or the country or the origin of it or of a partner is "
    "not known"
)


@metric(
    label="Partners across borders",
    unit="actors",
    source=_SOURCE,
    needs={"countries"},
    undefined=_COUNTRY,
    boundary="all",
    on="all",
    reading="High: the firm's ties lead into other countries.",
)
def cross_border_partners(net: Network) -> pd.Series:
    """Number of distinct partners in another country than the firm.

    By the country where each is. Empty when the country of any partner is not known, since the
    count would be too low.
    """
    return series(net, _partners(net)["cross_border"])


@metric(
    label="Countries reached",
    unit="countries",
    source=_SOURCE,
    needs={"countries"},
    undefined=_COUNTRY,
    boundary="all",
    on="all",
    reading="High: ties into many countries, not many ties into one.",
    extra=True,
)
def countries_reached(net: Network) -> pd.Series:
    """Number of different countries, other than its own, in which a firm has a partner.

    By the country where each is. Empty when the country of any partner is not known.
    """
    return series(net, _partners(net)["countries"])


@metric(
    label="Partners in the country of origin",
    unit="actors",
    source=_SOURCE,
    needs={"origins"},
    undefined=_ABROAD,
    boundary="all",
    on="all",
    reading="High: the firm abroad keeps its ties to home.",
    extra=True,
)
def home_partners(net: Network) -> pd.Series:
    """Number of distinct partners of a firm abroad that are located in its country of origin.

    Home ties: the partner is where the firm comes from.
    """
    return series(net, _partners(net)["home"])


@metric(
    label="Partners from the host country",
    unit="actors",
    source=_SOURCE,
    needs={"origins"},
    undefined=_ABROAD,
    boundary="all",
    on="all",
    reading="High: the firm abroad has found partners among the locals.",
    extra=True,
)
def host_partners(net: Network) -> pd.Series:
    """Number of distinct partners of a firm abroad that originate in the country where it is.

    Host ties: the partner comes from the country that hosts the firm, wherever it is now.
    """
    return series(net, _partners(net)["host"])


@metric(
    label="Compatriot partners",
    unit="actors",
    source=_SOURCE,
    needs={"origins"},
    undefined=_ABROAD,
    boundary="all",
    on="all",
    reading="High: the firm abroad leans on firms from its own country that are there too.",
    extra=True,
)
def compatriot_partners(net: Network) -> pd.Series:
    """Number of distinct partners of a firm abroad that share its origin and its host country.

    Compatriots: same origin, same country, and that country is not their origin.
    """
    return series(net, _partners(net)["compatriots"])


def _partners(net: Network) -> dict[str, NDArray[np.float64]]:
    made: dict[str, NDArray[np.float64]] = once(net, "international", lambda: _count(net))
    return made


def _count(net: Network) -> dict[str, NDArray[np.float64]]:
    cells = flat(net).tocoo()
    actor, partner = cells.row.astype(np.intp), cells.col.astype(np.intp)
    where, size = pair_space(net, actor, partner), len(net.actors)
    columns = {"home": "home_source", "host": "host_source", "compatriots": "compatriots"}
    made = {"cross_border": _number(where["cross_border"], actor, size)}
    abroad = _abroad(net)
    for name, column in columns.items():
        made[name] = np.where(abroad, _number(where[column], actor, size), np.nan)
    made["countries"] = _countries(net, actor, partner)
    own = _text(net, "country").notna().to_numpy()
    for name in ("cross_border", "countries"):
        made[name] = np.where(own, made[name], np.nan)
    return made


def _number(flag: pd.Series, actor: NDArray[np.intp], size: int) -> NDArray[np.float64]:
    """Count a flag per actor; empty where it is not known of some partner."""
    open_ = flag.isna().to_numpy(dtype=bool)
    yes = flag.to_numpy(dtype=bool, na_value=False)
    unknown = np.bincount(actor[open_], minlength=size)
    return np.where(unknown > 0, np.nan, np.bincount(actor[yes], minlength=size).astype(float))


def _countries(
    net: Network, actor: NDArray[np.intp], partner: NDArray[np.intp]
) -> NDArray[np.float64]:
    codes = pd.factorize(_text(net, "country"))[0]
    size = len(codes)
    pairs = pd.DataFrame({"actor": actor, "country": codes[partner]})
    away = pairs[(pairs["country"] >= 0) & (pairs["country"] != codes[actor])].drop_duplicates()
    count = np.bincount(away["actor"].to_numpy(dtype=np.intp), minlength=size).astype(float)
    unknown = np.bincount(actor[codes[partner] < 0], minlength=size) > 0
    return np.where(unknown, np.nan, count)


def _abroad(net: Network) -> NDArray[np.bool_]:
    country, origin = _text(net, "country"), _text(net, "origin")
    known = (country.notna() & origin.notna()).to_numpy(dtype=bool)
    abroad: NDArray[np.bool_] = known & (country != origin).to_numpy(dtype=bool)
    return abroad


def _text(net: Network, column: str) -> pd.Series:
    if column in net.actors:
        return alike(net.actors[column])
    return pd.Series(None, index=net.actors.index, dtype="object")
