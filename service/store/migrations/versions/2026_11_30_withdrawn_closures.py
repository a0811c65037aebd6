"""Closures of offices can be withdrawn: who took one back, and when."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_withdrawn_closures"
down_revision = "2026_11_30_reasons_by_code"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two columns; a closure without them holds."""
    op.add_column("office_closures", sa.Column("withdrawn_at", sa.DateTime(timezone=True)))
    op.add_column("office_closures", sa.Column("withdrawn_by", sa.Text()))


def downgrade() -> None:
    """Drop them, and with them the closures that were withdrawn: they would hold again."""
    op.execute("DELETE FROM office_closures WHERE withdrawn_at IS NOT NULL")
    op.drop_column("office_closures", "withdrawn_by")
    op.drop_column("office_closures", "withdrawn_at")
