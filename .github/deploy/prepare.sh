#!/bin/sh
# Writes what compose.yaml reads: secrets/, desk.env and .env with the host. What is there already stays as it is.
#   sh .github/deploy/prepare.sh desk.example.com
set -eu
cd "$(dirname "$0")/../.."
host=${1:?The host that people open, such as desk.example.com}
command -v openssl >/dev/null || { echo 'openssl is missing.' >&2; exit 1; }

umask 077
mkdir -p secrets
keep() { # a file in secrets/ with what the standard input says, unless it is there
  if [ -s "secrets/$1" ]; then cat >/dev/null; else cat >"secrets/$1"; fi
}
openssl rand -hex 24 | keep DATABASE_PASSWORD
printf 'postgres://desk:%s@database/desk\n' "$(cat secrets/DATABASE_PASSWORD)" | keep DATABASE_URL
openssl rand -base64 48 | keep NEXTAUTH_SECRET
printf 'k1:%s\n' "$(openssl rand -base64 32)" | keep DESK_ENCRYPTION_KEYS
openssl rand -base64 32 | keep NEXT_SERVER_ACTIONS_ENCRYPTION_KEY
[ -e secrets/NANGO_API_KEY ] || : >secrets/NANGO_API_KEY
# The container reads its secrets as another user; here nobody else gets into the folder.
chmod 700 secrets
chmod 644 secrets/*

[ -e desk.env ] || printf 'APP_ORIGIN=https://%s\n' "$host" >desk.env
[ -e .env ] || printf 'DESK_HOST=%s\n' "$host" >.env
echo 'Next: put the key of your Nango environment into secrets/NANGO_API_KEY; name in desk.env your sign-in'
echo 'provider and who may come in (see .env.example); then docker compose up --build --detach'
