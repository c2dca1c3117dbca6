<?php

// As EasyAppointments connects: host, user, password and name, and no word about a port.
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$connection = new mysqli(getenv('DB_HOST'), getenv('DB_USERNAME'), getenv('DB_PASSWORD'), getenv('DB_NAME'));
$connection->set_charset('utf8mb4');

$table = getenv('CLIENT_TABLE');
$connection->query("CREATE TABLE $table (id integer PRIMARY KEY, word varchar(100))");
$statement = $connection->prepare("INSERT INTO $table (id, word) VALUES (1, ?)");
$word = getenv('CLIENT_WORD');
$statement->bind_param('s', $word);
$statement->execute();
$word = $connection->query("SELECT word FROM $table WHERE id = 1")->fetch_row()[0];
echo PHP_VERSION, "\t", $word, "\n";
