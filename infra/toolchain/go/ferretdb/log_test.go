package main

import (
	"strings"
	"testing"
)

func TestLog(t *testing.T) {
	var written strings.Builder
	log := newLog(&written).With("name", "listener").WithGroup("g")
	log.Info("Connection started")
	log.Warn("Connection stopped", "error", "reset")
	log.Warn("Failed to set deadline: closed")
	log.Warn("Response header: length 5")
	log.Error("Response message: ok 0")
	lines := strings.Split(strings.TrimSpace(written.String()), "\n")
	if len(lines) != 1 || !strings.Contains(lines[0], "level=ERROR msg=\"Response message: ok 0\" name=listener") {
		t.Errorf("got %q", lines)
	}
}
