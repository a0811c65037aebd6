"""Watching: health for orchestrators, metrics for graphs, a heartbeat for silence, logs for people.

`alarms` says what needs a person's attention; health shows it, `doctor` prints it, and a mail carries it to the
fallback recipient.
"""
