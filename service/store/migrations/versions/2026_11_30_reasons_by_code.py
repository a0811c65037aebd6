"""Reasons that the system gives are kept by code beside their English, so that each reader has them in their words."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_reasons_by_code"
down_revision = "2026_11_30_sandboxes"
branch_labels = None
depends_on = None

REASONS = (("audit", "reason"), ("completions", "void_reason"), ("instructions", "withdraw_reason"))


def upgrade() -> None:
    """Add a code and its parameters beside each reason; what people type has neither."""
    for table, name in REASONS:
        op.add_column(table, sa.Column(f"{name}_code", sa.Text(), nullable=True))
        op.add_column(table, sa.Column(f"{name}_params", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Drop them again; the English stays."""
    for table, name in REASONS:
        op.drop_column(table, f"{name}_params")
        op.drop_column(table, f"{name}_code")
