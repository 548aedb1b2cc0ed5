#!/usr/bin/env bash
# Sets Bæreevne up on Debian 12 or 13, as root, from a clone in /opt/baereevne: install.sh NAME-OF-HOST
# Run again, it changes only what is missing.
set -euo pipefail
host="${1:?Skriv vertsnavnet, for eksempel: install.sh baereevne.fylke.no}"
here="$(cd "$(dirname "$0")/.." && pwd)"
root="$(cd "$here/.." && pwd)"
[ "$root" = /opt/baereevne ] || { echo "Klon Bæreevne til /opt/baereevne først."; exit 1; }

apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx postgresql python3-venv openssl >/dev/null
id baereevne >/dev/null 2>&1 || useradd --system --home-dir /var/lib/baereevne --shell /usr/sbin/nologin baereevne
[ -x "$root/.venv/bin/python" ] || python3 -m venv "$root/.venv"
"$root/.venv/bin/python" -m pip install --quiet -r "$root/requirements.txt" "psycopg[binary]>=3.2,<4" "streamlit[auth]>=1.67,<1.68"

systemctl start postgresql
install -d -m 0750 -g baereevne /etc/baereevne
if [ ! -e /etc/baereevne/baereevne.env ]; then
  password="$(openssl rand -hex 24)"
  # Where it was broken off last time, the role and the database are there: psql goes on past that.
  su postgres -c psql >/dev/null <<SQL
CREATE ROLE baereevne LOGIN;
ALTER ROLE baereevne PASSWORD '$password';
CREATE DATABASE baereevne OWNER baereevne;
SQL
  sed -e "s|baereevne:BYTT@|baereevne:$password@|" -e "s|SECRET=BYTT|SECRET=$(openssl rand -hex 32)|" \
    -e "s|baereevne.example.no|$host|" "$here/debian/baereevne.env.example" >/etc/baereevne/baereevne.env
  chown root:baereevne /etc/baereevne/baereevne.env
  chmod 0640 /etc/baereevne/baereevne.env
fi

for part in baereevne_processes baereevne_headers; do
  install -m 0644 "$here/nginx/$part.conf" /etc/nginx/
done
named() {  # FILE FOLDER: with the name of the host, and never over what has been changed there
  [ -e "$2/$1" ] || sed "s|baereevne.example.no|$host|" "$here/nginx/$1" >"$2/$1"
}
named baereevne_listen.conf /etc/nginx
named baereevne_redirect.conf /etc/nginx/conf.d
install -m 0644 "$here/nginx/baereevne.conf" /etc/nginx/conf.d/
install -m 0644 "$here/debian/baereevne@.service" /etc/systemd/system/
systemctl daemon-reload
systemctl enable --now baereevne@8501 baereevne@8502
echo "Legg sertifikatet i /etc/ssl/baereevne/cert.pem og nøkkelen i /etc/ssl/baereevne/key.pem; så: nginx -t && systemctl reload nginx"
