// The drivers and tools of Go use the keys of a Secret as a service written in Go would.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"runtime/debug"
)

func main() {
	log.SetFlags(0)
	module, word, err := run(os.Args[1], os.Getenv("DATABASE_URL"), os.Getenv("CLIENT_TABLE"), os.Getenv("CLIENT_WORD"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s\t%s\n", version(module), word)
}

func run(client, url, table, word string) (module, read string, err error) {
	ctx := context.Background()
	switch client {
	case "pgx":
		read, err = pgxCreateFillAndRead(ctx, url, table, word)
		return "github.com/jackc/pgx/v5", read, err
	case "pq":
		read, err = pqCreateFillAndRead(ctx, url, table, word)
		return "github.com/lib/pq", read, err
	default:
		if err = migrateUp(client, url, table, word); err == nil {
			read, err = pgxRead(ctx, url, table)
		}
		return "github.com/golang-migrate/migrate/v4", read, err
	}
}

func version(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return dependency.Version[1:]
		}
	}
	return "?"
}
