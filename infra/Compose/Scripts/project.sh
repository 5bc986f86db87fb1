#!/usr/bin/env bash
say "done"
