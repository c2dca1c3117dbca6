package main

import (
	"errors"
	"fmt"
	"strings"
	"testing/fstest"

	"github.com/golang-migrate/migrate/v4"
	_ "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	_ "github.com/golang-migrate/migrate/v4/database/postgres"
	"github.com/golang-migrate/migrate/v4/source/iofs"
)

// Runs the one migration twice, as a service that starts twice does. The scheme of the URL names the driver.
func migrateUp(driver, url, table, word string) error {
	sql := fmt.Sprintf("CREATE TABLE %s (id integer PRIMARY KEY, word varchar(100)); INSERT INTO %[1]s VALUES (1, '%s');",
		table, strings.ReplaceAll(word, "'", "''"))
	files, err := iofs.New(fstest.MapFS{"1_first.up.sql": {Data: []byte(sql)}}, ".")
	if err != nil {
		return err
	}
	migrations, err := migrate.NewWithSourceInstance("iofs", files, forDriver(driver, url, table))
	if err != nil {
		return err
	}
	defer migrations.Close()
	if err = migrations.Up(); err != nil {
		return err
	}
	if err = migrations.Up(); !errors.Is(err, migrate.ErrNoChange) {
		return fmt.Errorf("the second time: %v", err)
	}
	return nil
}

// Each client of a test keeps its versions apart from those of the others.
func forDriver(driver, url, table string) string {
	separator := "?"
	if strings.Contains(url, "?") {
		separator = "&"
	}
	return strings.Replace(url, "postgresql://", driver+"://", 1) + separator + "x-migrations-table=" + table + "_versions"
}
