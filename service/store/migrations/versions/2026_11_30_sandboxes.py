"""A store is a sandbox or it isn't."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_sandboxes"
down_revision = "2026_11_30_case_numbers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of one row; the next start says what the store is."""
    op.create_table(
        "store_kind",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sandbox", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_store_kind"),
    )


def downgrade() -> None:
    """Drop it; the next start decides anew."""
    op.drop_table("store_kind")
