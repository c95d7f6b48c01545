// runc-capabilities is an OCI runtime: runc, minus the capabilities this machine does not have.
//
// A privileged container asks for every capability the kernel knows. Where the machine itself lacks one
// (some virtual machines and CI runners), runc refuses with "unable to apply caps". This wrapper takes
// what lacks out of the bundle's config.json (create, run) and out of the process file (exec), then
// becomes runc.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "runc-capabilities:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	bounding, err := boundingSet(string(status))
	if err != nil {
		return err
	}
	if file, at := specFile(args); file != "" {
		if err := rewrite(file, at, bounding); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	runc, err := exec.LookPath("runc")
	if err != nil {
		return fmt.Errorf("runc is not on PATH: %w", err)
	}
	return syscall.Exec(runc, append([]string{"runc"}, args...), os.Environ())
}

// specFile names the file that holds the capabilities of this call and the keys that lead to them; no
// file for calls that start nothing.
func specFile(args []string) (string, []string) {
	bundle, process, command := ".", "", ""
	for i, arg := range args {
		switch arg {
		case "create", "run", "restore", "exec":
			if command == "" {
				command = arg
			}
		case "--bundle", "-b":
			if i+1 < len(args) {
				bundle = args[i+1]
			}
		case "--process", "-p":
			if i+1 < len(args) {
				process = args[i+1]
			}
		}
	}
	switch command {
	case "create", "run", "restore":
		return filepath.Join(bundle, "config.json"), []string{"process"}
	case "exec":
		return process, nil
	}
	return "", nil
}
