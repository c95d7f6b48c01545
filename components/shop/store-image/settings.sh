# Sourced by the entrypoints of the stores, which set STORE to their name.

say() {
    printf '%s: %s\n' "$STORE" "$*" >&2
}

# setting NAME: the value of NAME, or what the file named by NAME_FILE holds.
setting() {
    eval "value=\${$1:-} file=\${$1_FILE:-}"
    if [ -z "$value" ] && [ -n "$file" ]; then
        value=$(cat "$file")
    fi
    if [ -z "$value" ]; then
        say "variable $1 (or $1_FILE): found nothing"
        say "  allowed: a text that is not empty"
        say "  cure:    give it from the Secret of the deployment"
        exit 2
    fi
    printf '%s' "$value"
}
