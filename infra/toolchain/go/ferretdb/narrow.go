package main

import (
	"context"

	"github.com/FerretDB/FerretDB/internal/backends"
	"github.com/FerretDB/FerretDB/internal/backends/sqlite/metadata"
)

// narrowed is a back end that reads few documents to find one. FerretDB's own reads and decodes every
// document of a collection at every query, a second's work for five thousand orders. Here SQLite leaves
// out most of what can't match; as before, the handler applies the whole filter to what is left.
type narrowed struct {
	backends.Backend
	files *files
}

func (b narrowed) Database(name string) (backends.Database, error) {
	database, err := b.Backend.Database(name)
	return narrowedDatabase{database, b.files, name}, err
}

func (b narrowed) DropDatabase(ctx context.Context, params *backends.DropDatabaseParams) error {
	b.files.close(params.Name)
	return b.Backend.DropDatabase(ctx, params)
}

type narrowedDatabase struct {
	backends.Database
	files *files
	name  string
}

func (d narrowedDatabase) Collection(name string) (backends.Collection, error) {
	collection, err := d.Database.Collection(name)
	return narrowedCollection{collection, d.files, d.name, name}, err
}

type narrowedCollection struct {
	backends.Collection
	files          *files
	database, name string
}

func (c narrowedCollection) Query(ctx context.Context, params *backends.QueryParams) (*backends.QueryResult, error) {
	if params == nil || params.Filter.Len() == 0 || params.Sort.Len() > 0 || params.Limit != 0 || params.OnlyRecordIDs {
		return c.Collection.Query(ctx, params)
	}
	file, table, indexed, err := c.files.table(ctx, c.database, c.name)
	if err != nil {
		// There is no such collection yet, or FerretDB meets the same trouble and reports it.
		return c.Collection.Query(ctx, params)
	}
	condition, arguments := narrow(params.Filter, indexed)
	if condition == "" {
		return c.Collection.Query(ctx, params)
	}
	rows, err := file.QueryContext(ctx, "SELECT "+metadata.DefaultColumn+" FROM "+quoted(table)+" WHERE "+condition, arguments...)
	if err != nil {
		return nil, err
	}
	return &backends.QueryResult{Iter: newDocuments(rows)}, nil
}

func (c narrowedCollection) InsertAll(ctx context.Context, params *backends.InsertAllParams) (*backends.InsertAllResult, error) {
	result, err := c.Collection.InsertAll(ctx, params)
	if err != nil {
		return nil, err
	}
	file, table, _, err := c.files.table(ctx, c.database, c.name)
	if err != nil {
		return nil, err
	}
	return result, indexIDs(ctx, file, table)
}
