import sqlalchemy as sa
from alembic import op

import task

revision = "0001"
down_revision = None


def upgrade():
    table = op.create_table(
        task.TABLE, sa.Column("id", sa.Integer, primary_key=True), sa.Column("word", sa.String(100))
    )
    op.bulk_insert(table, [{"id": 1, "word": task.WORD}])


def downgrade():
    op.drop_table(task.TABLE)
