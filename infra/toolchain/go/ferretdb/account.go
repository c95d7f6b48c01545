package main

import (
	"context"

	"github.com/FerretDB/FerretDB/internal/backends"
	"github.com/FerretDB/FerretDB/internal/clientconn/conninfo"
	"github.com/FerretDB/FerretDB/internal/handler/users"
	"github.com/FerretDB/FerretDB/internal/util/password"
)

// setAccount makes the account anew, before any port is open: whatever an interrupted start left, the
// next one sets it right.
func setAccount(ctx context.Context, backend backends.Backend, user, secret string) error {
	admin, err := backend.Database("admin")
	if err != nil {
		return err
	}
	accounts, err := admin.Collection("system.users")
	if err != nil {
		return err
	}
	// The back end asks of everyone who they are, this program included.
	info := conninfo.New()
	info.SetBypassBackendAuth()
	ctx = conninfo.Ctx(ctx, info)
	if _, err := accounts.DeleteAll(ctx, &backends.DeleteAllParams{IDs: []any{"admin." + user}}); err != nil {
		return err
	}
	return users.CreateUser(ctx, backend, &users.CreateUserParams{
		Database: "admin",
		Username: user,
		Password: password.WrapPassword(secret),
	})
}
