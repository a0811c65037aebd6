#!/bin/sh
# Makes the secrets that compose.yaml mounts, once; what is there stays.
set -eu
umask 022
cd "$(dirname "$0")"
mkdir -p secrets
chmod 700 secrets # the files inside are read by the containers' own users

if [ ! -s secrets/postgres_password ]; then
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >secrets/postgres_password
fi
printf 'postgresql+psycopg://annua:%s@postgres/annua' "$(cat secrets/postgres_password)" >secrets/database_url
