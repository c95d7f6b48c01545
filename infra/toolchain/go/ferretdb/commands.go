package main

import (
	"context"
	"sync"

	"github.com/FerretDB/FerretDB/internal/handler"
	"github.com/FerretDB/wire"
)

// endSessions is what every driver sends when it leaves. FerretDB doesn't know the command and logs each;
// the answer to a ping is the right one.
func endSessions(h *handler.Handler) {
	h.Commands()["endSessions"] = h.Commands()["ping"]
}

// oneWriteAtATime makes a change of a document atomic, as MongoDB's is: FerretDB reads it, changes it
// and writes it back in separate steps, and two at once would lose one. It costs nothing, for SQLite has
// one writer at a time anyway.
func oneWriteAtATime(h *handler.Handler) {
	var writing sync.Mutex
	for _, name := range []string{"insert", "update", "delete", "findAndModify", "findandmodify"} {
		command := h.Commands()[name]
		write := command.Handler
		command.Handler = func(ctx context.Context, message *wire.OpMsg) (*wire.OpMsg, error) {
			writing.Lock()
			defer writing.Unlock()
			return write(ctx, message)
		}
	}
}
