"""Events get positions; endpoints a place in the log, several secrets, and the history of their being disabled."""

import json

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_events_and_endpoints"
down_revision = "2026_11_30_withdrawn_closures"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OF_ENDPOINTS = ("disabled_at", "disabled_by", "failing_since", "earlier_secrets", "position", "sequence")
OF_MESSAGES = ("sequence", "first_position", "last_position")


def upgrade() -> None:
    """Add the columns; events known so far keep their number as their position, and endpoints go on from there."""
    op.add_column("events", sa.Column("position", sa.Integer(), nullable=True))
    op.execute("UPDATE events SET position = id")
    op.create_index("ix_events_position", "events", ["position"], unique=True)
    for name in OF_MESSAGES:
        op.add_column("messages", sa.Column(name, sa.Integer(), nullable=True))
    op.create_index("ix_messages_endpoint_id_id", "messages", ["endpoint_id", "id"])
    op.create_index("ix_messages_endpoint_id_state", "messages", ["endpoint_id", "state"])
    op.create_index("ix_messages_endpoint_id_sequence", "messages", ["endpoint_id", "sequence"], unique=True)
    op.add_column("webhook_endpoints", sa.Column("disabled_at", MOMENT, nullable=True))
    op.add_column("webhook_endpoints", sa.Column("disabled_by", sa.Text(), nullable=True))
    op.add_column("webhook_endpoints", sa.Column("failing_since", MOMENT, nullable=True))
    secrets = sa.Column("earlier_secrets", sa.JSON(none_as_null=True), server_default="[]", nullable=False)
    op.add_column("webhook_endpoints", secrets)
    op.add_column("webhook_endpoints", sa.Column("position", sa.Integer(), nullable=True))
    op.add_column("webhook_endpoints", sa.Column("sequence", sa.Integer(), server_default="0", nullable=False))
    disabled = "SELECT id FROM webhook_endpoints WHERE NOT enabled"
    op.execute(
        "UPDATE messages SET state = 'held', next_attempt_at = NULL"  # noqa: S608 - both parts are ours
        f" WHERE state = 'pending' AND endpoint_id IN ({disabled})"
    )
    told = sa.text("UPDATE webhook_endpoints SET position = :position").bindparams(position=_told())
    op.get_bind().execute(told)


def downgrade() -> None:
    """Drop them; earlier secrets sign no longer, and what is held for disabled endpoints is given up."""
    op.execute("UPDATE messages SET state = 'given_up' WHERE state = 'held'")
    for name in reversed(OF_ENDPOINTS):
        op.drop_column("webhook_endpoints", name)
    op.drop_index("ix_messages_endpoint_id_sequence", "messages")
    op.drop_index("ix_messages_endpoint_id_state", "messages")
    op.drop_index("ix_messages_endpoint_id_id", "messages")
    for name in reversed(OF_MESSAGES):
        op.drop_column("messages", name)
    op.drop_index("ix_events_position", "events")
    op.drop_column("events", "position")


def _told() -> int:
    """The last event that a tick has passed on to the endpoints."""
    latest = sa.text("SELECT detail FROM ticks WHERE detail IS NOT NULL ORDER BY id DESC LIMIT 1")
    detail = op.get_bind().execute(latest).scalar()
    return int(json.loads(detail)["events_through"]) if detail else 0
