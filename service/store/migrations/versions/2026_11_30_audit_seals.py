"""Seals of the audit trail: a chain of digests over its rows, append-only like the trail itself."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_audit_seals"
down_revision = "2026_11_23_people_and_answers"
branch_labels = None
depends_on = None

REFUSAL = "the audit trail is append-only"
SEARCHED = ("actor", "action")


def upgrade() -> None:
    """Add the table, keep its rows from being changed, and let the trail be searched; the service seals what waits."""
    op.create_table(
        "seals",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("row_digests", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_seals"),
        sa.UniqueConstraint("last", name="uq_seals_last"),
    )
    _append_only()
    for column in SEARCHED:
        op.create_index(f"ix_audit_{column}_id", "audit", [column, "id"])
    op.create_index("ix_audit_at", "audit", ["at"])


def downgrade() -> None:
    """Drop the seals; the trail itself stays."""
    op.drop_index("ix_audit_at", "audit")
    for column in reversed(SEARCHED):
        op.drop_index(f"ix_audit_{column}_id", "audit")
    op.drop_table("seals")


def _append_only() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER seals_append_only BEFORE UPDATE OR DELETE ON seals "
            "FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER seals_no_{change.lower()} BEFORE {change} ON seals "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
