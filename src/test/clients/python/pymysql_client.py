import os

import pymysql
import task

connection = pymysql.connect(
    host=os.environ["DB_HOST"],
    port=int(os.environ["DB_PORT"]),
    user=os.environ["DB_USER"],
    password=os.environ["DB_PASSWORD"],
    database=os.environ["DB_NAME"],
)
with connection, connection.cursor() as cursor:
    cursor.execute(task.CREATE)
    cursor.execute(task.INSERT, (task.WORD,))
    connection.commit()
    cursor.execute(task.SELECT)
    word = cursor.fetchone()[0]
task.done(pymysql.VERSION_STRING, word)
