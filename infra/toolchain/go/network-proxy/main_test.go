package main

import (
	"io"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	read, err := parse([]string{
		"-latency", "1500ms", "-jitter", "20ms", "-route", ":80=a:81", "-route", ":90=b:91", "-pass", ":70=c:71",
	}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	expected := settings{
		latency: 1500 * time.Millisecond,
		jitter:  20 * time.Millisecond,
		routes:  []route{{":80", "a:81"}, {":90", "b:91"}},
		passes:  []route{{":70", "c:71"}},
	}
	if !reflect.DeepEqual(read, expected) {
		t.Errorf("got %+v, expected %+v", read, expected)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, one := range []struct {
		args, expected string
	}{
		{"-cut-off", "no -route"},
		{"-route :80=a:81", "one of -latency and -cut-off is needed, and only one"},
		{"-route :80=a:81 -cut-off -latency 1s", "one of -latency and -cut-off is needed, and only one"},
		{"-route :80=a:81 -latency -1s", "-latency -1s: whole milliseconds above 0 are"},
		{"-route :80=a:81 -latency 1500us", "-latency 1.5ms: whole milliseconds above 0 are"},
		{"-route :80=a:81 -latency 1s -jitter 2s", "-jitter 2s: whole milliseconds up to the latency are"},
		{"-route :80=a:81 -latency 1s -jitter -1ms", "-jitter -1ms: whole milliseconds up to the latency are"},
		{"-route :80 -cut-off", "not of the form :port=host:port"},
		{"-pass :80=a -cut-off", "missing port in address"},
		{"-route :80=a:81 -cut-off more", `"more" is no flag`},
	} {
		_, err := parse(strings.Fields(one.args), io.Discard)
		if err == nil || !strings.Contains(err.Error(), one.expected) {
			t.Errorf("%s: got %v, expected %s", one.args, err, one.expected)
		}
	}
}
