import os

import psycopg2
import task

with psycopg2.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
    cursor.execute(task.CREATE)
    cursor.execute(task.INSERT, (task.WORD,))
    cursor.execute(task.SELECT)
    word = cursor.fetchone()[0]
task.done(psycopg2.__version__.split()[0], word)
