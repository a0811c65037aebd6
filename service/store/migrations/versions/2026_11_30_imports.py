"""Imports with what became of each row; reconciliations with other lists, and what was compared."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_imports"
down_revision = "2026_11_30_key_rotation"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Add the four tables."""
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("digest", sa.Text),
        sa.Column("dry_run", sa.Boolean, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column("counts", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )
    op.create_table(
        "imported_rows",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("import_id", sa.Integer, nullable=False),
        sa.Column("sheet", sa.Text),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("reference", sa.Text),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_imported_rows"),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_imported_rows_import_id_imports"),
    )
    op.create_index("ix_imported_rows_import_id_id", "imported_rows", ["import_id", "id"])
    _reconciliations()


def _reconciliations() -> None:
    op.create_table(
        "reconciliations",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("first", sa.Date),
        sa.Column("last", sa.Date),
        sa.Column("options", JSON, nullable=False),
        sa.Column("counts", JSON, nullable=False),
        sa.Column("before_id", sa.Integer),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reconciliations"),
        sa.ForeignKeyConstraint(
            ["before_id"], ["reconciliations.id"], name="fk_reconciliations_before_id_reconciliations"
        ),
    )
    op.create_index("ix_reconciliations_name_id", "reconciliations", ["name", "id"])
    op.create_table(
        "compared_rows",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("reconciliation_id", sa.Integer, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("line", sa.Integer),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("print", sa.Text, nullable=False),
        sa.Column("change", sa.Text),
        sa.Column("deadline_id", sa.Integer),
        sa.Column("theirs", JSON),
        sa.Column("ours", JSON),
        sa.Column("why", JSON, nullable=False),
        sa.Column("settled_at", MOMENT),
        sa.Column("settled_by", sa.Text),
        sa.Column("settled_reason", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_compared_rows"),
        sa.ForeignKeyConstraint(
            ["reconciliation_id"], ["reconciliations.id"], name="fk_compared_rows_reconciliation_id_reconciliations"
        ),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadlines.id"], name="fk_compared_rows_deadline_id_deadlines"),
    )
    op.create_index("ix_compared_rows_reconciliation_id_id", "compared_rows", ["reconciliation_id", "id"])
    op.create_index("ix_compared_rows_subject", "compared_rows", ["subject"])


def downgrade() -> None:
    """Drop them; what is in them is lost."""
    for table in ("compared_rows", "reconciliations", "imported_rows", "imports"):
        op.drop_table(table)
