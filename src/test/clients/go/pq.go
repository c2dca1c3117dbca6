package main

import (
	"context"
	"database/sql"

	_ "github.com/lib/pq"
)

func pqCreateFillAndRead(ctx context.Context, url, table, word string) (read string, err error) {
	database, err := sql.Open("postgres", url)
	if err != nil {
		return "", err
	}
	defer database.Close()
	if _, err = database.ExecContext(ctx, "CREATE TABLE "+table+" (id integer PRIMARY KEY, word varchar(100))"); err != nil {
		return "", err
	}
	if _, err = database.ExecContext(ctx, "INSERT INTO "+table+" (id, word) VALUES (1, $1)", word); err != nil {
		return "", err
	}
	err = database.QueryRowContext(ctx, "SELECT word FROM "+table+" WHERE id = 1").Scan(&read)
	return read, err
}
