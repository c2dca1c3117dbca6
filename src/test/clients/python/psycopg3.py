import os

import psycopg
import task

with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    connection.execute(task.CREATE)
    connection.execute(task.INSERT, (task.WORD,))
    word = connection.execute(task.SELECT).fetchone()[0]
task.done(psycopg.__version__, word)
