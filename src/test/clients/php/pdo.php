<?php

// PDO has no URLs: an application puts its DSN together from the keys.
$postgresql = getenv('PGHOST') !== false;
$dsn = sprintf(
    $postgresql ? 'pgsql:host=%s;port=%s;dbname=%s' : 'mysql:host=%s;port=%s;dbname=%s;charset=utf8mb4',
    getenv('DB_HOST'),
    getenv('DB_PORT'),
    getenv('DB_NAME'),
);
$connection = new PDO($dsn, getenv('DB_USERNAME'), getenv('DB_PASSWORD'));

$table = getenv('CLIENT_TABLE');
$connection->exec("CREATE TABLE $table (id integer PRIMARY KEY, word varchar(100))");
$connection->prepare("INSERT INTO $table (id, word) VALUES (1, ?)")->execute([getenv('CLIENT_WORD')]);
$word = $connection->query("SELECT word FROM $table WHERE id = 1")->fetchColumn();
echo PHP_VERSION, "\t", $word, "\n";
