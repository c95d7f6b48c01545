package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestSpecFile(t *testing.T) {
	cases := []struct {
		args string
		file string
		at   []string
	}{
		{"--root /r --log-format json create --bundle /b --pid-file /p id", "/b/config.json", []string{"process"}},
		{"run -b /b id", "/b/config.json", []string{"process"}},
		{"create id", "config.json", []string{"process"}},
		{"--root /r exec --process /tmp/p --detach id", "/tmp/p", nil},
		{"exec id sh", "", nil},
		{"kill id 9", "", nil},
		{"state id", "", nil},
	}
	for _, c := range cases {
		file, at := specFile(strings.Fields(c.args))
		if file != c.file || !reflect.DeepEqual(at, c.at) {
			t.Errorf("%s: got %q %v, want %q %v", c.args, file, at, c.file, c.at)
		}
	}
}

func TestRewriteDropsOnlyWhatLacks(t *testing.T) {
	set, err := boundingSet("Name:\tx\nCapBnd:\t000001fffeffffff\n")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "config.json")
	spec := `{"ociVersion":"1.0.2","big":12345678901234567890,"process":{"args":["a<b"],"capabilities":{"bounding":["CAP_CHOWN","CAP_SYS_RESOURCE","CAP_NEW"],"inheritable":null}}}`
	if err := os.WriteFile(file, []byte(spec), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := rewrite(file, []string{"process"}, set); err != nil {
		t.Fatal(err)
	}
	raw, _ := os.ReadFile(file)
	if !strings.Contains(string(raw), "12345678901234567890") {
		t.Errorf("a number lost its digits: %s", raw)
	}
	var got struct {
		Process struct {
			Args         []string
			Capabilities map[string][]string
		}
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	want := []string{"CAP_CHOWN", "CAP_NEW"}
	if !reflect.DeepEqual(got.Process.Capabilities["bounding"], want) || got.Process.Args[0] != "a<b" {
		t.Errorf("got %s", raw)
	}
	if info, _ := os.Stat(file); info.Mode().Perm() != 0o640 {
		t.Errorf("mode changed to %v", info.Mode())
	}
}

func TestRewriteLeavesAProcessWithoutCapabilities(t *testing.T) {
	file := filepath.Join(t.TempDir(), "process.json")
	if err := os.WriteFile(file, []byte(`{"args":["sh"]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := rewrite(file, nil, 0); err != nil {
		t.Fatal(err)
	}
	if raw, _ := os.ReadFile(file); string(raw) != `{"args":["sh"]}` {
		t.Errorf("got %s", raw)
	}
}
