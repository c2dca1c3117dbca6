import os

import dj_database_url
import django
import task
from django.conf import settings
from django.db import connection, models

settings.configure(DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"])}, INSTALLED_APPS=[])
django.setup()


class Word(models.Model):
    word = models.CharField(max_length=100)

    class Meta:
        app_label = "clients"
        db_table = task.TABLE


with connection.schema_editor() as editor:
    editor.create_model(Word)
Word.objects.create(id=1, word=task.WORD)
task.done(django.__version__, Word.objects.get(id=1).word)
