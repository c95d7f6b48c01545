// Command ferretdb serves the MongoDB protocol from SQLite files: FerretDB with nothing but its SQLite
// back end and with its login, which its own commands call experimental, always on.
//
// The account is MONGO_USER with MONGO_PASSWORD of the database admin; its password is set anew at
// every start. The files are in the directory that -data names.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/FerretDB/FerretDB/build/version"
	"github.com/FerretDB/FerretDB/internal/backends/sqlite"
	"github.com/FerretDB/FerretDB/internal/clientconn"
	"github.com/FerretDB/FerretDB/internal/clientconn/connmetrics"
	"github.com/FerretDB/FerretDB/internal/handler"
	"github.com/FerretDB/FerretDB/internal/util/state"
)

func main() {
	fmt.Fprintf(os.Stderr, "document-db: FerretDB %s on SQLite (no MongoDB image to be had on this network)\n",
		strings.TrimPrefix(ferretVersion(), "v"))
	data := flag.String("data", "/data/db", "directory of the SQLite files")
	listen := flag.String("listen", ":27017", "address to listen on")
	flag.Parse()
	if err := run(*data, *listen, newLog(os.Stderr)); err != nil {
		fmt.Fprintln(os.Stderr, "document-db:", err)
		os.Exit(1)
	}
}

func run(data, listen string, log *slog.Logger) error {
	user, password := os.Getenv("MONGO_USER"), os.Getenv("MONGO_PASSWORD")
	if user == "" || password == "" {
		return errors.New("MONGO_USER and MONGO_PASSWORD must be set")
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := mend(ctx, data); err != nil {
		return err
	}
	provider, err := withoutTelemetry()
	if err != nil {
		return err
	}
	backend, err := sqlite.NewBackend(&sqlite.NewBackendParams{
		URI: "file:" + data + "/?" + pragmas, L: log, P: provider, BatchSize: 100,
	})
	if err != nil {
		return err
	}
	defer backend.Close()
	if err := setAccount(ctx, backend, user, password); err != nil {
		return fmt.Errorf("the account could not be set: %w", err)
	}
	metrics := connmetrics.NewListenerMetrics()
	h, err := handler.New(&handler.NewOpts{
		Backend:       narrowed{backend, newFiles(data)},
		TCPHost:       listen,
		L:             log,
		ConnMetrics:   metrics.ConnMetrics,
		StateProvider: provider,
		EnableNewAuth: true,
		// Hands fields within fields to the back end, too.
		EnableNestedPushdown: true,
		BatchSize:            100,
	})
	if err != nil {
		return err
	}
	endSessions(h)
	oneWriteAtATime(h)
	listener, err := clientconn.Listen(&clientconn.NewListenerOpts{
		TCP: listen, Mode: clientconn.NormalMode, Metrics: metrics, Handler: h, Logger: log,
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "document-db: ready on %s\n", listener.TCPAddr())
	listener.Run(ctx)
	fmt.Fprintln(os.Stderr, "document-db: stopped")
	return nil
}

// ferretVersion is the one that go.mod pins, e.g. v1.24.0.
func ferretVersion() string {
	if built, ok := debug.ReadBuildInfo(); ok {
		for _, module := range built.Deps {
			if module.Path == "github.com/FerretDB/FerretDB" {
				return module.Version
			}
		}
	}
	return "unknown"
}

func withoutTelemetry() (*state.Provider, error) {
	info := version.Get()
	info.Version, info.Package = ferretVersion(), "sock-shop-lab"
	provider, err := state.NewProvider("")
	if err != nil {
		return nil, err
	}
	return provider, provider.Update(func(s *state.State) {
		s.DisableTelemetry()
		s.TelemetryLocked = true
	})
}
