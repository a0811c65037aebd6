"""Rotation of keys: which key took the place of which."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_key_rotation"
down_revision = "2026_11_30_audit_seals"
branch_labels = None
depends_on = None

FOREIGN_KEY, UNIQUE = "fk_api_keys_replaces_id_api_keys", "uq_api_keys_replaces_id"


def upgrade() -> None:
    """Add the column; the keys known so far replace none."""
    with op.batch_alter_table("api_keys") as keys:
        keys.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        keys.create_foreign_key(FOREIGN_KEY, "api_keys", ["replaces_id"], ["id"])
        keys.create_unique_constraint(UNIQUE, ["replaces_id"])


def downgrade() -> None:
    """Drop it; which key replaced which stays in the audit trail alone."""
    with op.batch_alter_table("api_keys") as keys:
        keys.drop_constraint(UNIQUE, type_="unique")
        keys.drop_constraint(FOREIGN_KEY, type_="foreignkey")
        keys.drop_column("replaces_id")
