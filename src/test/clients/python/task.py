"""What every client does: a table of the given name, one word in it, the word read back."""
import os

TABLE = os.environ["CLIENT_TABLE"]
WORD = os.environ["CLIENT_WORD"]
CREATE = f"CREATE TABLE {TABLE} (id integer PRIMARY KEY, word varchar(100))"
INSERT = f"INSERT INTO {TABLE} (id, word) VALUES (1, %s)"
SELECT = f"SELECT word FROM {TABLE} WHERE id = 1"


def done(version, word):
    print(version, word, sep="\t")
