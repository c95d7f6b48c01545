package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/FerretDB/FerretDB/internal/backends/sqlite/metadata"
)

const (
	extension = ".sqlite"
	// known is FerretDB's table of a file's collections.
	known = "_ferretdb_collections"
	// idIndex ends the name of the index that this program adds to a table.
	idIndex = "__by_id"
)

// pragmas of every connection. WAL with synchronous=normal: an ended process loses nothing, and a write
// waits for no disk. A page cache is 2 MiB unless told, and there may be a hundred connections.
const pragmas = "_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)" +
	"&_pragma=synchronous(normal)&_pragma=cache_size(-256)"

// files are the databases, opened beside FerretDB's own connections.
type files struct {
	data   string
	mutex  sync.Mutex
	opened map[string]*sql.DB
}

func newFiles(data string) *files {
	return &files{data: data, opened: map[string]*sql.DB{}}
}

// open opens a database that exists.
func (f *files) open(database string) (*sql.DB, error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if opened := f.opened[database]; opened != nil {
		return opened, nil
	}
	path := filepath.Join(f.data, database+extension)
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	opened, err := sql.Open("sqlite", "file:"+path+"?mode=rw&"+pragmas)
	if err != nil {
		return nil, err
	}
	// More at once would only share the processors.
	opened.SetMaxOpenConns(8)
	f.opened[database] = opened
	return opened, nil
}

func (f *files) close(database string) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if opened := f.opened[database]; opened != nil {
		_ = opened.Close()
		delete(f.opened, database)
	}
}

// table finds the table of a collection and the fields that have an index.
func (f *files) table(ctx context.Context, database, collection string) (*sql.DB, string, []string, error) {
	file, err := f.open(database)
	if err != nil {
		return nil, "", nil, err
	}
	var name string
	var settings metadata.Settings
	row := file.QueryRowContext(ctx, "SELECT table_name, settings FROM "+known+" WHERE name = ?", collection)
	if err := row.Scan(&name, &settings); err != nil {
		return nil, "", nil, err
	}
	var indexed []string
	for _, index := range settings.Indexes {
		if field := index.Key[0].Field; !strings.Contains(field, ".") {
			indexed = append(indexed, field)
		}
	}
	return file, name, indexed, nil
}

// indexIDs gives a table the index that its updates and deletions by _id need: FerretDB's own is on
// another spelling of the same expression, which SQLite doesn't recognise, and they read the whole table.
func indexIDs(ctx context.Context, file *sql.DB, table string) error {
	statement := fmt.Sprintf("CREATE UNIQUE INDEX IF NOT EXISTS %q ON %q (%s)", table+idIndex, table, metadata.IDColumn)
	_, err := file.ExecContext(ctx, statement)
	return err
}
