"""Waves of a survey: what changed, for whom, and whether a programme may be why."""

from tiesnet.inference.waves.changes import wave_changes
from tiesnet.inference.waves.counted import wave_flows
from tiesnet.inference.waves.programme import before_after
from tiesnet.inference.waves.rounds import Rounds, Step, rounds_of

__all__ = ["Rounds", "Step", "before_after", "rounds_of", "wave_changes", "wave_flows"]
