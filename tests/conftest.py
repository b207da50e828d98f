"""Hypothesis profiles: `quick` unless asked, `ci` where the environment says CI, `deep` on request."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Whole documents with 24 variants are large on purpose; their size is no sign of a bad strategy.
_BIG = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)

settings.register_profile("quick", max_examples=25, deadline=None, suppress_health_check=_BIG)
settings.register_profile("ci", max_examples=100, deadline=None, suppress_health_check=_BIG)
settings.register_profile("deep", max_examples=10_000, deadline=None, suppress_health_check=_BIG)
settings.load_profile("ci" if os.environ.get("CI") else "quick")
