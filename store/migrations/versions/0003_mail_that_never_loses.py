"""What the server ever listed, who holds the line for the how manieth time, switches, and when what last went well."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    widen()
    make_listed()
    make_folders()
    make_switches()
    make_beats()
    make_keys()


def widen() -> None:
    """By plain SQL: alembic would write the whole table anew on SQLite, and its triggers would be gone."""
    when = "DATETIME" if op.get_bind().dialect.name == "sqlite" else "TIMESTAMP WITH TIME ZONE"
    op.execute("ALTER TABLE leases ADD COLUMN fence INTEGER DEFAULT '0' NOT NULL")
    op.execute("ALTER TABLE outbox ADD COLUMN fence INTEGER DEFAULT '0' NOT NULL")
    op.execute(f"ALTER TABLE outbox ADD COLUMN delay_told_at {when}")
    op.create_index("written_to", "outbox", ["recipient", "created_at"])


def make_listed() -> None:
    op.create_table(
        "listed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), server_default="", nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fate", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("fate IN ('', 'taken', 'vanished')", name=op.f("ck_listed_fate")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed")),
        sa.UniqueConstraint(
            "account", "folder", "uidvalidity", "uid", "name", name=op.f("uq_listed_account_folder_uidvalidity_uid_name")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_listed_fate"), "listed", ["fate"])


def make_folders() -> None:
    op.create_table(
        "folders",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uidnext", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account", "folder", name=op.f("pk_folders")),
    )


def make_switches() -> None:
    op.create_table(
        "switches",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("on", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("by <> ''", name=op.f("ck_switches_by")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_switches")),
    )


def make_beats() -> None:
    op.create_table(
        "beats",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_beats")),
    )


def make_keys() -> None:
    op.create_table(
        "keys",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_keys")),
    )


def downgrade() -> None:
    raise RuntimeError("What was listed and switched is not thrown away: restore a backup instead.")
