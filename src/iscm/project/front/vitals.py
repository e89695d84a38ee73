"""How the register is, asked for when somebody looks at the figures."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import Error
from prometheus_client.core import GaugeMetricFamily

from iscm.project.databases_ready import readiness, replica_lags
from iscm.register.queries.health.backups import last_backup
from iscm.register.queries.vitals import last_runs, sizes

if TYPE_CHECKING:
    from prometheus_client import Metric


class Vitals:
    """A collector: the database, its replicas, what the register holds, and when its timers ran last."""

    def collect(self) -> Iterator["Metric"]:
        """The figures; of a database that is away, only that."""
        found = readiness()
        yield GaugeMetricFamily("iscm_database_up", "Whether the database takes changes.", int(found.writes))
        yield GaugeMetricFamily("iscm_readable", "Whether pages can be read.", int(found.reads))
        lags = GaugeMetricFamily("iscm_replica_lag_seconds", "How far a replica is behind.", labels=["replica"])
        for name, seconds in replica_lags().items():
            lags.add_metric([name], seconds)
        yield lags
        if found.writes:
            try:
                yield from _held()
            except Error:
                return

    def describe(self) -> list["Metric"]:
        """Nothing is asked when this is registered."""
        return []


def _held() -> Iterator["Metric"]:
    held = GaugeMetricFamily(
        "iscm_register_size", "What the register holds; problems and questions: open.", labels=["of"]
    )
    found = sizes()
    for name in ("meetings", "documents", "problems", "questions"):
        held.add_metric([name], getattr(found, name))
    yield held
    ran = GaugeMetricFamily("iscm_last_run_timestamp_seconds", "When a command did something last.", labels=["command"])
    for name, at in last_runs().items():
        ran.add_metric([name], at.timestamp())
    if backup := last_backup():
        ran.add_metric(["backup"], backup.made_at.timestamp())
    yield ran
    yield GaugeMetricFamily("iscm_scraped_timestamp_seconds", "When this was asked.", time.time())
