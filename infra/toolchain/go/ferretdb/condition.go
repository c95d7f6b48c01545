package main

import (
	"slices"
	"strings"

	"github.com/FerretDB/FerretDB/internal/backends/sqlite/metadata"
	"github.com/FerretDB/FerretDB/internal/handler/sjson"
	"github.com/FerretDB/FerretDB/internal/types"
)

// narrow makes an SQL condition that holds for every document that the filter can match, and for few
// others. Only texts and ids that a field is to equal count, one of them: the _id, else a field with an
// index, else the longest, which is looked for in the whole document. No condition: nothing of that kind.
func narrow(filter *types.Document, indexed []string) (string, []any) {
	if id, _ := filter.Get("_id"); encode(id) != "" {
		return metadata.IDColumn + " = ?", []any{encode(id)}
	}
	longest := ""
	for _, field := range filter.Keys() {
		value, _ := filter.Get(field)
		encoded := encode(value)
		switch {
		case encoded == "" || strings.HasPrefix(field, "$"):
		case slices.Contains(indexed, field):
			// Also every array, which matches if it has the value: [ is what begins one.
			value := metadata.DefaultColumn + "->'" + strings.ReplaceAll(field, "'", "''") + "'"
			return "(" + value + " = ? OR (" + value + ` >= '[' AND ` + value + ` < '\'))`, []any{encoded}
		case len(encoded) > len(longest):
			longest = encoded
		}
	}
	if longest == "" {
		return "", nil
	}
	return "instr(" + metadata.DefaultColumn + ", ?)", []any{longest}
}

// encode gives a text or an id as it stands in a stored document; nothing for other types.
func encode(value any) string {
	switch value.(type) {
	case string, types.ObjectID:
		encoded, err := sjson.MarshalSingleValue(value)
		if err != nil {
			return ""
		}
		return string(encoded)
	}
	return ""
}

// quoted gives a name as SQL.
func quoted(name string) string {
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}
