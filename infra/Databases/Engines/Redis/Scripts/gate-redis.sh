#!/usr/bin/env bash
# Redis's part of the gates, beside gate-checks.sh: a server is one instance, and no other takes over.

# ready_redis NAMESPACE SERVER
ready_redis() { ready_app "$1" "$2" statefulset; }
