"""SQLAlchemy on DATABASE_URL_PSYCOPG: the one value that CLIENT_QUERY has for an answer."""
import os

import sqlalchemy

engine = sqlalchemy.create_engine(os.environ["DATABASE_URL_PSYCOPG"])
with engine.connect() as connection:
    print(connection.execute(sqlalchemy.text(os.environ["CLIENT_QUERY"])).scalar_one())
