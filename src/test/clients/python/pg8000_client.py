"""pg8000 has no URL and no word for TLS but a context: it takes the keys that stand by themselves."""
import os
import ssl

import pg8000.native
import task

authority = os.environ.get("PGSSLROOTCERT")
connection = pg8000.native.Connection(
    os.environ["DB_USER"],
    host=os.environ["DB_HOST"],
    port=int(os.environ["DB_PORT"]),
    database=os.environ["DB_NAME"],
    password=os.environ["DB_PASSWORD"],
    ssl_context=ssl.create_default_context(cafile=authority) if authority else None,
)
connection.run(task.CREATE)
connection.run(task.INSERT.replace("%s", ":word"), word=task.WORD)
word = connection.run(task.SELECT)[0][0]
connection.close()
task.done(pg8000.__version__, word)
