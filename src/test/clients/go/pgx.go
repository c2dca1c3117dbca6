package main

import (
	"context"

	"github.com/jackc/pgx/v5"
)

func pgxCreateFillAndRead(ctx context.Context, url, table, word string) (string, error) {
	connection, err := pgx.Connect(ctx, url)
	if err != nil {
		return "", err
	}
	defer connection.Close(ctx)
	if _, err = connection.Exec(ctx, "CREATE TABLE "+table+" (id integer PRIMARY KEY, word varchar(100))"); err != nil {
		return "", err
	}
	if _, err = connection.Exec(ctx, "INSERT INTO "+table+" (id, word) VALUES (1, $1)", word); err != nil {
		return "", err
	}
	return pgxRead(ctx, url, table)
}

func pgxRead(ctx context.Context, url, table string) (word string, err error) {
	connection, err := pgx.Connect(ctx, url)
	if err != nil {
		return "", err
	}
	defer connection.Close(ctx)
	err = connection.QueryRow(ctx, "SELECT word FROM "+table+" WHERE id = 1").Scan(&word)
	return word, err
}
