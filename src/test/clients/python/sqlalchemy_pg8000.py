"""SQLAlchemy with pg8000, which refuses every parameter that a URL may have: the URL is made of single keys."""
import os
import ssl

import sqlalchemy
import task
from sqlalchemy import URL, Column, Integer, MetaData, String, Table

authority = os.environ.get("PGSSLROOTCERT")
url = URL.create(
    "postgresql+pg8000",
    username=os.environ["DB_USER"],
    password=os.environ["DB_PASSWORD"],
    host=os.environ["DB_HOST"],
    port=int(os.environ["DB_PORT"]),
    database=os.environ["DB_NAME"],
)
engine = sqlalchemy.create_engine(
    url, connect_args={"ssl_context": ssl.create_default_context(cafile=authority)} if authority else {}
)
table = Table(task.TABLE, MetaData(), Column("id", Integer, primary_key=True), Column("word", String(100)))
with engine.begin() as connection:
    table.create(connection)
    connection.execute(table.insert().values(id=1, word=task.WORD))
with engine.begin() as connection:
    word = connection.execute(sqlalchemy.select(table.c.word)).scalar_one()
task.done(sqlalchemy.__version__, word)
