package main

import (
	"encoding/json"
	"os"
)

// rewrite drops from the "capabilities" object found under the keys `at` every name that `set` lacks.
// All other content of the file is passed through byte for byte in meaning: only the objects on the way
// are decoded.
func rewrite(file string, at []string, set uint64) error {
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	fresh, changed, err := without(old, append(at[:len(at):len(at)], "capabilities"), set)
	if err != nil || !changed {
		return err
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	next := file + ".runc-capabilities"
	if err := os.WriteFile(next, fresh, info.Mode().Perm()); err != nil {
		return err
	}
	return os.Rename(next, file)
}

func without(raw []byte, at []string, set uint64) ([]byte, bool, error) {
	if len(at) == 0 {
		return filtered(raw, set)
	}
	object := map[string]json.RawMessage{}
	if err := json.Unmarshal(raw, &object); err != nil {
		return nil, false, err
	}
	child, ok := object[at[0]]
	if !ok || string(child) == "null" {
		return raw, false, nil
	}
	fresh, changed, err := without(child, at[1:], set)
	if err != nil || !changed {
		return raw, false, err
	}
	object[at[0]] = fresh
	out, err := json.Marshal(object)
	return out, true, err
}

func filtered(raw []byte, set uint64) ([]byte, bool, error) {
	lists := map[string][]string{}
	if err := json.Unmarshal(raw, &lists); err != nil {
		return nil, false, err
	}
	changed := false
	for kind, list := range lists {
		kept := make([]string, 0, len(list))
		for _, name := range list {
			if held(set, name) {
				kept = append(kept, name)
			}
		}
		changed = changed || len(kept) != len(list)
		lists[kind] = kept
	}
	out, err := json.Marshal(lists)
	return out, changed, err
}
