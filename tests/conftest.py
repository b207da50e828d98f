"""Hypothesis profiles: `quick` unless asked, `ci` where the environment says CI, `deep` on request."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

#: Examples a property: fewest while you edit, few for every run, more where a machine has time, very many once a release.
PROFILES = {"fewest": 5, "quick": 25, "ci": 100, "deep": 10_000}

for name, examples in PROFILES.items():
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        # What CI says of a change must not depend on chance: new examples come with the other runs.
        derandomize=name == "ci",
        # Explaining a failure takes a minute for whole documents, and says little about them.
        phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
        # Documents with 24 variants are large on purpose; that is no sign of a bad strategy.
        suppress_health_check=(
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ),
    )


def pytest_addoption(parser):
    """Golden files are written anew when this is asked for, and never otherwise."""
    parser.addoption(
        "--rewrite-examples",
        action="store_true",
        help="write the files in tests/examples anew, as the program has them now",
    )


settings.load_profile("ci" if os.environ.get("CI") else "quick")
