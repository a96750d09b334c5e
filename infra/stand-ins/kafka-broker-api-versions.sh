#!/usr/bin/env bash
# Passes when the port of --bootstrap-server accepts connections; Kafka opens it when it serves.
IFS=: read -r host port <<<"${2:?expected --bootstrap-server host:port}"
exec timeout 5 bash -c ": </dev/tcp/$host/$port"
