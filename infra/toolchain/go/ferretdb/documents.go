package main

import (
	"database/sql"
	"sync"

	"github.com/FerretDB/FerretDB/internal/handler/sjson"
	"github.com/FerretDB/FerretDB/internal/types"
	"github.com/FerretDB/FerretDB/internal/util/iterator"
)

// documents decodes rows one by one. It is always a row ahead: after the last match, often the only
// one, the rows are closed before the handler writes. Open ones would keep SQLite's log from ever
// being started anew, and each write would sync it.
type documents struct {
	mutex sync.Mutex
	rows  *sql.Rows
	next  []byte
	err   error
}

func newDocuments(rows *sql.Rows) types.DocumentsIterator {
	d := &documents{rows: rows}
	d.advance()
	return d
}

func (d *documents) advance() {
	d.next = nil
	if d.rows == nil {
		return
	}
	if d.rows.Next() {
		d.err = d.rows.Scan(&d.next)
		return
	}
	d.err = d.rows.Err()
	d.close()
}

func (d *documents) close() {
	if d.rows != nil {
		_ = d.rows.Close()
		d.rows = nil
	}
}

// Next implements iterator.Interface.
func (d *documents) Next() (struct{}, *types.Document, error) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if d.err != nil {
		return struct{}{}, nil, d.err
	}
	if d.next == nil {
		return struct{}{}, nil, iterator.ErrIteratorDone
	}
	document, err := sjson.Unmarshal(d.next)
	d.advance()
	return struct{}{}, document, err
}

// Close implements iterator.Interface.
func (d *documents) Close() {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	d.close()
	d.next, d.err = nil, nil
}
