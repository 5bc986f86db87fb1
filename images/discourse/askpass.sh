#!/bin/sh
# Answers git: the token of the build's secret is the password of any user.
case $1 in
  Username*) echo x-access-token ;;
  *) cat "${TOKEN_FILE:-/run/secrets/plugin_token}" ;;
esac
