package main

import (
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/Shopify/toxiproxy/v2/stream"
	"github.com/rs/zerolog"
)

const (
	// A connection to a pod that has just gone gets no answer at all, for two minutes. The next try is a
	// new connection, which a Service leads to a pod that is there.
	tryFor = time.Second
	// After so many tries the upstream is away, and its caller is told by the end of the connection.
	tries = 5
)

// start opens all ports, each with what is to happen there already in force.
func start(wanted settings, out io.Writer) error {
	for _, passed := range wanted.passes {
		if err := passOn(passed, "", out); err != nil {
			return err
		}
		say(out, "%s to %s: as it is", passed.listen, passed.upstream)
	}
	for _, hindered := range wanted.routes {
		if wanted.cutOff {
			if err := serve(hindered.listen, swallow); err != nil {
				return err
			}
			say(out, "%s to %s: cut off, no byte passes", hindered.listen, hindered.upstream)
			continue
		}
		if err := passOn(hindered, latency(wanted), out); err != nil {
			return err
		}
		say(out, "%s to %s: answers %s later, give or take %s",
			hindered.listen, hindered.upstream, wanted.latency, wanted.jitter)
	}
	say(out, "ready")
	return nil
}

// latency is a toxic on what comes back from the upstream, and only on that: a question and its answer
// then take it once, as on a longer way. Delayed both ways they would take it twice.
func latency(by settings) string {
	return fmt.Sprintf(`{"type": "latency", "stream": "downstream", "attributes": {"latency": %d, "jitter": %d}}`,
		by.latency.Milliseconds(), by.jitter.Milliseconds())
}

// swallow reads what a caller sends and says nothing, for as long as the caller waits.
//
// Not Toxiproxy's timeout toxic: with it each new connection is first made to the upstream, too, and
// ends when the upstream's does. The upstream would see callers it can't see, and one that restarts, or
// hangs up on who says nothing, would hang up on callers to whom it is unreachable.
func swallow(caller net.Conn) {
	defer caller.Close()
	_, _ = io.Copy(io.Discard, caller)
}

// passOn leads a port to its upstream, through a toxic if there is one.
//
// Toxiproxy's links and toxics, without its own accepting: that one connects to the upstream for one
// caller after the other and has no time-out, so that a pod that has just gone would stop everybody.
func passOn(over route, toxic string, out io.Writer) error {
	quiet := zerolog.Nop()
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), quiet)
	links := toxiproxy.NewProxy(server, over.listen, over.listen, over.upstream).Toxics
	if toxic != "" {
		if _, err := links.AddToxicJson(strings.NewReader(toxic)); err != nil {
			return err
		}
	}
	return serve(over.listen, func(caller net.Conn) {
		upstream, err := reach(over.upstream)
		if err != nil {
			say(out, "%s to %s: %s", over.listen, over.upstream, err)
			_ = caller.Close()
			return
		}
		// A link ends with its source, and ends its target, which is the other link's source.
		name := caller.RemoteAddr().String()
		links.StartLink(server, name+" to", caller, upstream, stream.Upstream)
		links.StartLink(server, name+" from", upstream, caller, stream.Downstream)
	})
}

// reach connects to an address, whose name is looked up each time. Who refuses is asked once.
func reach(address string) (connection net.Conn, err error) {
	for range tries {
		connection, err = net.DialTimeout("tcp", address, tryFor)
		if timedOut, ok := err.(net.Error); !ok || !timedOut.Timeout() {
			break
		}
	}
	return connection, err
}

// serve hands each caller of a port over, on a goroutine of its own.
func serve(address string, handle func(net.Conn)) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	go func() {
		for {
			caller, err := listener.Accept()
			if err != nil {
				// Too many open files, at worst: callers wait until there are fewer.
				time.Sleep(100 * time.Millisecond)
				continue
			}
			go handle(caller)
		}
	}()
	return nil
}
