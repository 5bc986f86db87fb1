#!/usr/bin/env bash
# Runs in the base image: Discourse's templates for a server without a database, then the assets. What needs a database
# (tags migrate, precompile and db of the templates) is left to the app's jobs and to the first requests.
set -euo pipefail

git init -q /build/docker
git -C /build/docker fetch -q --depth 1 https://github.com/discourse/discourse_docker "${TEMPLATES_COMMIT:?}"
git -C /build/docker checkout -q FETCH_HEAD

templates=(web.template.yml web.ratelimited.template.yml)
[ "${LISTEN:?}" = http ] || templates+=(web.socketed.template.yml)
{
  for template in "${templates[@]}"; do
    # pups reads several files from standard input, with this line between them.
    sed 's|/shared/nginx.http|/sock/nginx.http|' "/build/docker/templates/$template"
    echo _FILE_SEPERATOR_
  done
  sed "s/DISCOURSE_TAG/${DISCOURSE_TAG:?}/" /build/discourse.yaml
} | /usr/local/bin/pups --skip-tags=precompile,migrate,db --stdin

cd /var/www/discourse
commit=$(git -c safe.directory='*' rev-parse HEAD)
echo "bake: Discourse $DISCOURSE_TAG is $commit"
if [ -n "${DISCOURSE_COMMIT:-}" ] && [ "$commit" != "$DISCOURSE_COMMIT" ]; then
  echo "bake: failed: the tag is another commit than DISCOURSE_COMMIT" >&2
  exit 1
fi

# Everything but the style sheets, which Discourse makes with its settings at the first requests
# (https://github.com/discourse/discourse/pull/29031).
SKIP_DB_AND_REDIS=1 LOAD_PLUGINS=1 su discourse -c 'bundle exec rake assets:precompile'
rm -rf /shared/* /var/www/discourse/tmp/cache
