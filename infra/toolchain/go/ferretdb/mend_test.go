package main

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"testing"
)

func TestMend(t *testing.T) {
	ctx, data := context.Background(), t.TempDir()
	path := filepath.Join(data, "data"+extension)
	file, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	// A file that was only begun gets its table of notes.
	if err := file.Ping(); err != nil {
		t.Fatal(err)
	}
	if err := mend(ctx, data); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		"CREATE TABLE cart_1 (_ferretdb_sjson TEXT)",
		`INSERT INTO ` + known + ` VALUES ('cart', 'cart_1', '{"indexes":[{"name":"customerId_1"}]}')`,
		`CREATE INDEX "cart_1_customerId_1" ON cart_1 (_ferretdb_sjson->'customerId')`,
		`CREATE INDEX "cart_1_status_1" ON cart_1 (_ferretdb_sjson->'status')`,
		"CREATE TABLE orders_1 (_ferretdb_sjson TEXT)",
		`CREATE INDEX "orders_1__id_" ON orders_1 (_ferretdb_sjson->'_id')`,
	} {
		if _, err := file.ExecContext(ctx, statement); err != nil {
			t.Fatal(statement, err)
		}
	}
	for range 2 {
		if err := mend(ctx, data); err != nil {
			t.Fatal(err)
		}
	}
	left, err := column(ctx, file, "SELECT name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{known, "cart_1", "cart_1__by_id", "cart_1_customerId_1"}
	if !slices.Equal(left, want) {
		t.Errorf("got %v, want %v", left, want)
	}
}
