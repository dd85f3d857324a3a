"""Which landlord has become part of which: named once, and never taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ONLY_ADDED_TO = ("mergers",)


def upgrade() -> None:
    op.create_table(
        "mergers",
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("by <> '' AND reason <> ''", name=op.f("ck_mergers_reasoned")),
        sa.CheckConstraint("old <> new", name=op.f("ck_mergers_two_landlords")),
        sa.PrimaryKeyConstraint("old", name=op.f("pk_mergers")),
    )
    refuse = refuse_on_sqlite if op.get_bind().dialect.name == "sqlite" else refuse_on_postgresql
    refuse()


def refuse_on_sqlite() -> None:
    for table in ONLY_ADDED_TO:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} stay as they are'); END"
            )


def refuse_on_postgresql() -> None:
    for table in ONLY_ADDED_TO:
        op.execute(
            f"CREATE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION only_added_to()"
        )


def downgrade() -> None:
    raise RuntimeError("A store does not go back: restore a backup instead.")
