package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// echo answers what it is sent, and counts who came and when the last byte arrived.
type echo struct {
	net.Listener
	callers atomic.Int32
	arrived atomic.Int64
}

func newEcho(t *testing.T, address string) *echo {
	t.Helper()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	server := &echo{Listener: listener}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			caller, err := listener.Accept()
			if err != nil {
				return
			}
			server.callers.Add(1)
			go func() {
				defer caller.Close()
				buffer := make([]byte, 64)
				for {
					n, err := caller.Read(buffer)
					if err != nil {
						return
					}
					server.arrived.Store(time.Now().UnixNano())
					_, _ = caller.Write(buffer[:n])
				}
			}()
		}
	}()
	return server
}

// freeAddress is one that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func running(t *testing.T, wanted settings) string {
	t.Helper()
	var said strings.Builder
	if err := start(wanted, &said); err != nil {
		t.Fatal(err)
	}
	return said.String()
}

func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	return connection
}

// ask sends a word and reads it back.
func ask(t *testing.T, connection net.Conn) time.Duration {
	t.Helper()
	begun := time.Now()
	if _, err := connection.Write([]byte("hello")); err != nil {
		t.Fatal(err)
	}
	answer := make([]byte, 5)
	if _, err := io.ReadFull(connection, answer); err != nil || string(answer) != "hello" {
		t.Fatalf("got %q, %v", answer, err)
	}
	return time.Since(begun)
}

func TestSlowDelaysEachAnswerOnce(t *testing.T) {
	upstream, address := newEcho(t, "127.0.0.1:0"), freeAddress(t)
	said := running(t, settings{
		latency: 300 * time.Millisecond,
		routes:  []route{{address, upstream.Addr().String()}},
	})
	expected := "network-proxy: " + address + " to " + upstream.Addr().String() +
		": answers 300ms later, give or take 0s\nnetwork-proxy: ready\n"
	if said != expected {
		t.Errorf("said %q, expected %q", said, expected)
	}
	connection := dial(t, address)
	for range 2 {
		begun := time.Now()
		took := ask(t, connection)
		if took < 300*time.Millisecond || took > 500*time.Millisecond {
			t.Errorf("the answer took %s", took)
		}
		there := time.Unix(0, upstream.arrived.Load()).Sub(begun)
		if there > 150*time.Millisecond {
			t.Errorf("the question took %s", there)
		}
	}
}

func TestJitterStaysWithinItsBounds(t *testing.T) {
	upstream, address := newEcho(t, "127.0.0.1:0"), freeAddress(t)
	running(t, settings{
		latency: 100 * time.Millisecond,
		jitter:  80 * time.Millisecond,
		routes:  []route{{address, upstream.Addr().String()}},
	})
	connection := dial(t, address)
	least, most := time.Hour, time.Duration(0)
	for range 12 {
		took := ask(t, connection)
		least, most = min(least, took), max(most, took)
	}
	if least < 20*time.Millisecond || most > 280*time.Millisecond || most-least < 10*time.Millisecond {
		t.Errorf("answers took %s to %s", least, most)
	}
}

func TestPassAddsNothing(t *testing.T) {
	upstream := newEcho(t, "127.0.0.1:0")
	hindered, passed := freeAddress(t), freeAddress(t)
	said := running(t, settings{
		cutOff: true,
		routes: []route{{hindered, upstream.Addr().String()}},
		passes: []route{{passed, upstream.Addr().String()}},
	})
	if took := ask(t, dial(t, passed)); took > 150*time.Millisecond {
		t.Errorf("the answer took %s", took)
	}
	if !strings.Contains(said, passed+" to "+upstream.Addr().String()+": as it is\n") {
		t.Errorf("said %q", said)
	}
}

func TestCutOffIsSilenceAndTheUpstreamSeesNobody(t *testing.T) {
	upstream, address := newEcho(t, "127.0.0.1:0"), freeAddress(t)
	said := running(t, settings{cutOff: true, routes: []route{{address, upstream.Addr().String()}}})
	if !strings.Contains(said, ": cut off, no byte passes\n") {
		t.Errorf("said %q", said)
	}
	connection := dial(t, address)
	if _, err := connection.Write(make([]byte, 1<<20)); err != nil {
		t.Errorf("what is sent must vanish, not be refused: %v", err)
	}
	if err := upstream.Close(); err != nil {
		t.Fatal(err)
	}
	_ = connection.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	n, err := connection.Read(make([]byte, 1))
	if n != 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("read %d bytes, %v, expected silence", n, err)
	}
	if callers := upstream.callers.Load(); callers != 0 {
		t.Errorf("the upstream saw %d callers", callers)
	}
}

func TestAnUpstreamThatComesBackIsFoundAgain(t *testing.T) {
	upstream, address := newEcho(t, "127.0.0.1:0"), freeAddress(t)
	running(t, settings{latency: time.Millisecond, routes: []route{{address, upstream.Addr().String()}}})
	ask(t, dial(t, address))
	if err := upstream.Close(); err != nil {
		t.Fatal(err)
	}
	gone := dial(t, address)
	_ = gone.SetReadDeadline(time.Now().Add(5 * time.Second))
	if _, err := gone.Read(make([]byte, 1)); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("got %v, expected a closed connection", err)
	}
	newEcho(t, upstream.Addr().String())
	ask(t, dial(t, address))
}

// mute is an address that answers to nobody: its queue of one is full.
func mute(t *testing.T) string {
	t.Helper()
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Close(socket) })
	if err := syscall.Bind(socket, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Listen(socket, 0); err != nil {
		t.Fatal(err)
	}
	bound, err := syscall.Getsockname(socket)
	if err != nil {
		t.Fatal(err)
	}
	address := fmt.Sprintf("127.0.0.1:%d", bound.(*syscall.SockaddrInet4).Port)
	dial(t, address)
	return address
}

func TestAnUpstreamThatIsNotThereHoldsNobodyUp(t *testing.T) {
	upstream, address := mute(t), freeAddress(t)
	running(t, settings{latency: time.Millisecond, routes: []route{{address, upstream}}})
	begun := time.Now()
	callers := []net.Conn{dial(t, address), dial(t, address)}
	for _, caller := range callers {
		_ = caller.SetReadDeadline(begun.Add(8 * time.Second))
		if _, err := caller.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
			t.Errorf("got %v, expected the end", err)
		}
	}
	if took := time.Since(begun); took < tries*tryFor || took > (tries+1)*tryFor {
		t.Errorf("the end came after %s", took)
	}
}

func TestAPortThatIsTakenIsAnError(t *testing.T) {
	taken := newEcho(t, "127.0.0.1:0").Addr().String()
	for _, wanted := range []settings{
		{cutOff: true, routes: []route{{taken, "a:1"}}},
		{latency: time.Second, routes: []route{{taken, "a:1"}}},
		{cutOff: true, routes: []route{{freeAddress(t), "a:1"}}, passes: []route{{taken, "a:1"}}},
	} {
		if err := start(wanted, io.Discard); err == nil || !strings.Contains(err.Error(), "address already in use") {
			t.Errorf("%+v: got %v", wanted, err)
		}
	}
}
