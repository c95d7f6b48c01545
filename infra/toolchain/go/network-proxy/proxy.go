package main

import (
	"fmt"
	"io"
	"net"
	"strings"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
)

// start opens all ports, each with what is to happen there already in force.
func start(wanted settings, out io.Writer) error {
	// Errors only: an upstream that can't be reached. The rest is a line for each connection.
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.New(out).Level(zerolog.ErrorLevel))
	for _, passed := range wanted.passes {
		if err := toxiproxy.NewProxy(server, passed.listen, passed.listen, passed.upstream).Start(); err != nil {
			return err
		}
		say(out, "%s to %s: as it is", passed.listen, passed.upstream)
	}
	for _, hindered := range wanted.routes {
		if err := hinder(server, hindered, wanted); err != nil {
			return err
		}
		if wanted.cutOff {
			say(out, "%s to %s: cut off, no byte passes", hindered.listen, hindered.upstream)
		} else {
			say(out, "%s to %s: answers %s later, give or take %s",
				hindered.listen, hindered.upstream, wanted.latency, wanted.jitter)
		}
	}
	say(out, "ready")
	return nil
}

func hinder(server *toxiproxy.ApiServer, over route, by settings) error {
	if by.cutOff {
		return cutOff(over)
	}
	return slow(server, over, by)
}

// slow delays what comes back from the upstream, and only that: a question and its answer then take the
// latency longer, once, as on a longer way. Delayed both ways they would take it twice.
func slow(server *toxiproxy.ApiServer, over route, by settings) error {
	proxy := toxiproxy.NewProxy(server, over.listen, over.listen, over.upstream)
	toxic := fmt.Sprintf(`{"type": "latency", "stream": "downstream", "attributes": {"latency": %d, "jitter": %d}}`,
		by.latency.Milliseconds(), by.jitter.Milliseconds())
	if _, err := proxy.Toxics.AddToxicJson(strings.NewReader(toxic)); err != nil {
		return err
	}
	return proxy.Start()
}

// cutOff takes connections, swallows what is sent and says nothing, for as long as the caller waits.
//
// Not by Toxiproxy's timeout toxic: with it each new connection is first made to the upstream, too, and
// ends when the upstream's does. The upstream would count callers it can't see, and an upstream that
// restarts, or hangs up on who says nothing, would hang up on callers to whom it is unreachable.
func cutOff(at route) error {
	listener, err := net.Listen("tcp", at.listen)
	if err != nil {
		return err
	}
	go func() {
		for {
			caller, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer caller.Close()
				_, _ = io.Copy(io.Discard, caller)
			}()
		}
	}()
	return nil
}
