package main

import (
	"testing"

	"github.com/FerretDB/FerretDB/internal/types"
	"github.com/FerretDB/FerretDB/internal/util/must"
)

func TestNarrow(t *testing.T) {
	id := types.ObjectID{0x6b, 0x01}
	cases := map[string]struct {
		filter    []any
		condition string
		argument  string
	}{
		"an id":               {[]any{"_id", id}, "_ferretdb_sjson->'$._id' = ?", `"6b0100000000000000000000"`},
		"an id before others": {[]any{"customerId", "c", "_id", "x"}, "_ferretdb_sjson->'$._id' = ?", `"x"`},
		"an index": {
			[]any{"aLongerText", "0123456789", "customerId", "c"},
			`(_ferretdb_sjson->'customerId' = ? OR (_ferretdb_sjson->'customerId' >= '[' AND _ferretdb_sjson->'customerId' < '\'))`, `"c"`,
		},
		"no index":       {[]any{"status", "PAID", "address.city", "Glasgow"}, "instr(_ferretdb_sjson, ?)", `"Glasgow"`},
		"quotes":         {[]any{"name", `a"<b`}, "instr(_ferretdb_sjson, ?)", `"a\"\u003cb"`},
		"no text":        {[]any{"total", int32(5)}, "", ""},
		"no equality":    {[]any{"name", must.NotFail(types.NewDocument("$ne", "x"))}, "", ""},
		"no field":       {[]any{"$comment", "a remark"}, "", ""},
		"a regexp":       {[]any{"name", types.Regex{Pattern: "x"}}, "", ""},
		"nothing at all": {nil, "", ""},
		"an empty text":  {[]any{"name", ""}, "instr(_ferretdb_sjson, ?)", `""`},
	}
	for name, c := range cases {
		condition, arguments := narrow(must.NotFail(types.NewDocument(c.filter...)), []string{"customerId"})
		if condition != c.condition {
			t.Errorf("%s: got %q, want %q", name, condition, c.condition)
		}
		if len(arguments) > 1 || (len(arguments) == 1 && arguments[0] != c.argument) {
			t.Errorf("%s: got %v, want %q", name, arguments, c.argument)
		}
	}
}
