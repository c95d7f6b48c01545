package main

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
)

// mend makes whole what an ended FerretDB was in the middle of: it makes a table or an index in one step
// and notes it in the next, refuses to make again what is there without a note, and opens no file that
// has no table for notes.
func mend(ctx context.Context, data string) error {
	paths, err := filepath.Glob(filepath.Join(data, "*"+extension))
	if err != nil {
		return err
	}
	for _, path := range paths {
		if err := mendFile(ctx, path); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

func mendFile(ctx context.Context, path string) error {
	file, err := sql.Open("sqlite", "file:"+path+"?"+pragmas)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := file.ExecContext(ctx, notes); err != nil {
		return err
	}
	drops, err := column(ctx, file, unnoted)
	if err != nil {
		return err
	}
	for _, drop := range drops {
		if _, err := file.ExecContext(ctx, drop); err != nil {
			return err
		}
	}
	tables, err := column(ctx, file, "SELECT table_name FROM "+known)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if err := indexIDs(ctx, file, table); err != nil {
			return err
		}
	}
	return nil
}

// notes is FerretDB's own statement, but for its "if not exists".
const notes = `CREATE TABLE IF NOT EXISTS ` + known + ` (
	name TEXT NOT NULL UNIQUE CHECK(name != ''),
	table_name TEXT NOT NULL UNIQUE CHECK(table_name != ''),
	settings TEXT NOT NULL CHECK(settings != '')
) STRICT`

// unnoted are statements that drop what no note tells of; indexes that SQLite made itself have no sql.
const unnoted = `
SELECT 'DROP ' || type || ' IF EXISTS "' || replace(name, '"', '""') || '"' FROM sqlite_schema
WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '*` + idIndex + `' AND CASE type
	WHEN 'table' THEN name != '` + known + `' AND name NOT IN (SELECT table_name FROM ` + known + `)
	WHEN 'index' THEN name NOT IN (SELECT table_name || '_' || (index_.value->>'name')
		FROM ` + known + `, json_each(settings, '$.indexes') AS index_)
END
ORDER BY type DESC`

func column(ctx context.Context, file *sql.DB, query string) ([]string, error) {
	rows, err := file.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var values []string
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			return nil, err
		}
		values = append(values, value)
	}
	return values, rows.Err()
}
