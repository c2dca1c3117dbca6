// Pgx uses the keys of a Secret as a service written in Go would.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"runtime/debug"

	"github.com/jackc/pgx/v5"
)

func main() {
	log.SetFlags(0)
	word, err := createFillAndRead(context.Background(), os.Getenv("CLIENT_TABLE"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s\t%s\n", version(), word)
}

func createFillAndRead(ctx context.Context, table string) (word string, err error) {
	connection, err := pgx.Connect(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		return "", err
	}
	defer connection.Close(ctx)
	if _, err = connection.Exec(ctx, "CREATE TABLE "+table+" (id integer PRIMARY KEY, word varchar(100))"); err != nil {
		return "", err
	}
	insert := "INSERT INTO " + table + " (id, word) VALUES (1, $1)"
	if _, err = connection.Exec(ctx, insert, os.Getenv("CLIENT_WORD")); err != nil {
		return "", err
	}
	err = connection.QueryRow(ctx, "SELECT word FROM "+table+" WHERE id = 1").Scan(&word)
	return word, err
}

func version() string {
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if module.Path == "github.com/jackc/pgx/v5" {
			return module.Version[1:]
		}
	}
	return "?"
}
