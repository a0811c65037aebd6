"""The numbers of cases in their normal form, so that the same number on two cases is found by an index.

The rows of cases that are stored already come with the next recomputation, which new rules bring about.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_case_numbers"
down_revision = "2026_11_30_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "case_numbers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("jurisdiction", "right", "kind", "number", "normal")),
        sa.PrimaryKeyConstraint("id", name="pk_case_numbers"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_numbers_case_id_cases"),
    )
    op.create_index(
        "ix_case_numbers_normal_jurisdiction_right_kind", "case_numbers", ["normal", "jurisdiction", "right", "kind"]
    )
    op.create_index("ix_case_numbers_case_id", "case_numbers", ["case_id"])


def downgrade() -> None:
    """Drop it; the numbers themselves stay with their cases."""
    op.drop_table("case_numbers")
