"""An env.py that hands the URL to create_engine itself."""
import os

import task
from alembic import context
from sqlalchemy import create_engine

with create_engine(os.environ["DATABASE_URL_PSYCOPG"]).connect() as connection:
    context.configure(connection=connection, version_table=task.TABLE + "_version")
    with context.begin_transaction():
        context.run_migrations()
