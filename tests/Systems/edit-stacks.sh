#!/usr/bin/env bash
# Edits the described systems of a project as a user might: edit-stacks.sh ROOT. Every edit must change its file.
set -euo pipefail

cd "${1:?usage: edit-stacks.sh ROOT}/stacks"

# edit DESCRIPTION FILE SED_ARGUMENT...
edit() {
  local what=$1 file=$2 before
  shift 2
  before=$(cksum < "$file")
  sed -i -E "$@" "$file"
  [ "$(cksum < "$file")" != "$before" ] || { echo "edit-stacks.sh: $what: nothing to edit in $file" >&2; exit 1; }
}

system=community/system.yaml
prod=community/env.prod.yaml
dev=community/env.dev.yaml

for file in "$system" community/env.{dev,test,stage}.yaml; do
  edit "another domain" "$file" 's/dirtbikechina\.com/ridersclub.eu/g'
done
edit "other names of nodes" "$prod" 's/\bmaster-1\b/alpha/g; s/\bworker-1\b/beta/g; s/\bworker-2\b/gamma/g'
edit "another name of a node" "$dev" 's/\bdev-1\b/solo/g'
edit "another name of a node" homelab/env.home.yaml 's/name: nappy$/name: tower/'
edit "another type of server" "$prod" 's/serverType: cx33/serverType: cx43/'
edit "a node more" "$prod" '/^  k3s:/i\    - {name: delta, role: agent, serverType: cx43, privateIp: 10.20.1.21}'
edit "larger disks" "$prod" 's/size: 600G/size: 800G/'
edit "another size of a volume" "$system" 's/(name: mysql-data, size: )30Gi/\140Gi/'
edit "other address ranges" "$system" 's#203\.0\.113\.0/24#198.51.100.0/25#
  s#10\.0\.0\.0/16#10.20.0.0/16#
  s#nodeSubnet: 10\.0\.1\.0/24#nodeSubnet: 10.20.1.0/24\n    serverBlock: 10.20.1.0/28#'
edit "other addresses of nodes" "$prod" 's/privateIp: 10\.0\.1\./privateIp: 10.20.1./'
edit "other addresses of nodes" "$dev" 's/privateIp: 10\.0\.1\./privateIp: 10.20.1./'
edit "another quota" "$system" 's/quota: \{cpu: 16, memory: 32Gi\}/quota: {cpu: 20, memory: 40Gi}/'
edit "another number of replicas" "$system" '/^  - name: wordpress$/,/^$/ s/replicas: 2/replicas: 3/'
edit "another time of the backup" "$system" 's/schedule: "0 2 \* \* \*"/schedule: "30 2 * * *"/'
edit "another interval of snapshots" "$system" 's#schedule: "0 \*/6 \* \* \*" .*#schedule: "0 */4 * * *"#'
edit "an app more" "$system" '/^  - name: logto$/i\
  - name: status\
    description: A page with the state of the services\
    runsOn: nowhere\
    kind: deployment\
    image: registry.example/status:1.2.3\
    replicas: 1\
    ports: [{name: http, port: 8080}]\
    resources: {requestCpu: 25m, requestMemory: 64Mi, limitCpu: 100m, limitMemory: 128Mi}\
    readinessProbe: {path: /}\
    livenessProbe: {path: /, period: 30s}\
    minAvailable: 0\
'
edit "a host more" "$system" 's/^(    - )\{name: auth, app: logto\}/&\n\1{name: status, app: status}/'
edit "an app less" "$system" '/^  - name: phpmyadmin$/,/^$/d; /app: phpmyadmin/d'
edit "an app less" community/env.test.yaml '/^  - name: phpmyadmin$/,/env:/d'
edit "an app less" "$prod" '/phpmyadmin/d; /name: admin,/d'

for file in "$system" "$prod" community/env.{dev,test,stage}.yaml community/migration.yaml; do
  edit "another name of an app" "$file" 's/(name|app|owner): wanderer-web\b/\1: trails/; s/\[wanderer-web\b/[trails/'
done
edit "an app less, another name of a host" community/migration.yaml '/phpmyadmin/d; /name: admin,/d
  s/name: forum, backends/name: talk, backends/'
# shellcheck disable=SC2016 # the dollar sign is the file's
edit "another name of a host" "$system" 's/name: forum, app: discourse/name: talk, app: discourse/; s/\$\(host:forum\)/$(host:talk)/g'
edit "another name of a host" "$prod" 's/name: forum, backends/name: talk, backends/'
