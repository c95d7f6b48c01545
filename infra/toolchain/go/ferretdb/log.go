package main

import (
	"context"
	"io"
	"log/slog"
	"strings"
)

// quiet leaves out what FerretDB tells of each client that goes, the kubelet's probes above all, and what
// repeats the line that follows.
type quiet struct {
	slog.Handler
}

func newLog(to io.Writer) *slog.Logger {
	return slog.New(quiet{slog.NewTextHandler(to, &slog.HandlerOptions{Level: slog.LevelWarn})})
}

var leftOut = []string{"Connection stopped", "Failed to set deadline", "Response header"}

// Handle implements slog.Handler.
func (h quiet) Handle(ctx context.Context, record slog.Record) error {
	for _, start := range leftOut {
		if strings.HasPrefix(record.Message, start) {
			return nil
		}
	}
	return h.Handler.Handle(ctx, record)
}

// WithAttrs implements slog.Handler.
func (h quiet) WithAttrs(attributes []slog.Attr) slog.Handler {
	return quiet{h.Handler.WithAttrs(attributes)}
}

// WithGroup implements slog.Handler.
func (h quiet) WithGroup(name string) slog.Handler {
	return quiet{h.Handler.WithGroup(name)}
}
