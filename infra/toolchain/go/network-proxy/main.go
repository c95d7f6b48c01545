// Command network-proxy stands between the callers of a service and its pods, and makes the network
// between them slow, or cuts it: by the links and toxics of Toxiproxy, without its control port.
//
//	network-proxy -latency 1500ms -route :8080=payment-behind:80
//	network-proxy -cut-off -route :5672=rabbitmq-behind:5672 -pass :15672=rabbitmq-behind:15672
//
// It listens on the ports it is told and on nothing else. An upstream's name is looked up for each
// connection. It runs until a signal ends it, and all connections through it end with it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

// route is a port to listen on and where it leads.
type route struct {
	listen, upstream string
}

// settings say what happens to which ports.
type settings struct {
	// latency is how much later each answer arrives, give or take jitter.
	latency, jitter time.Duration
	// cutOff lets no byte pass, either way.
	cutOff bool
	// routes suffer; passes don't.
	routes, passes []route
}

func main() {
	wanted, err := parse(os.Args[1:], os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err == nil {
		err = start(wanted, os.Stderr)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "network-proxy:", err)
		os.Exit(1)
	}
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGINT, syscall.SIGTERM)
	<-ended
	say(os.Stderr, "stopped")
}

func parse(args []string, out io.Writer) (settings, error) {
	var read settings
	flags := flag.NewFlagSet("network-proxy", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.DurationVar(&read.latency, "latency", 0, "how much later each answer arrives, e.g. 1500ms")
	flags.DurationVar(&read.jitter, "jitter", 0, "give or take, at most the latency")
	flags.BoolVar(&read.cutOff, "cut-off", false, "connections are accepted and not a byte passes")
	flags.Func("route", "`:port=host:port` that suffers; repeat it for each port", intoRoutes(&read.routes))
	flags.Func("pass", "`:port=host:port` that is passed on as it is; repeat it for each port", intoRoutes(&read.passes))
	if err := flags.Parse(args); err != nil {
		return settings{}, err
	}
	return read, read.check(flags.Args())
}

func (s settings) check(rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("%q is no flag", rest[0])
	case len(s.routes) == 0:
		return errors.New("no -route")
	case s.cutOff == (s.latency != 0):
		return errors.New("one of -latency and -cut-off is needed, and only one")
	case s.latency < 0 || s.latency%time.Millisecond != 0:
		return fmt.Errorf("-latency %s: whole milliseconds above 0 are", s.latency)
	case s.jitter < 0 || s.jitter > s.latency || s.jitter%time.Millisecond != 0:
		return fmt.Errorf("-jitter %s: whole milliseconds up to the latency are", s.jitter)
	}
	return nil
}

func intoRoutes(routes *[]route) func(string) error {
	return func(text string) error {
		listen, upstream, found := strings.Cut(text, "=")
		if !found {
			return errors.New("not of the form :port=host:port")
		}
		for _, address := range []string{listen, upstream} {
			if _, _, err := net.SplitHostPort(address); err != nil {
				return err
			}
		}
		*routes = append(*routes, route{listen, upstream})
		return nil
	}
}

func say(out io.Writer, format string, args ...any) {
	fmt.Fprintf(out, "network-proxy: "+format+"\n", args...)
}
