# Form and test of the image; build.sh reads this file.
# shellcheck shell=bash disable=SC2034,SC2154

TAG='[0-9]+[.][0-9]+[.][0-9]+(-[A-Za-z0-9._-]+)?'
TAG_IS="a tag that begins with the version of WordPress"
TAG_EXAMPLE=registry.example.com/wordpress:7.1.2
ARGUMENTS=(BASE)
OPTIONS=()

check_pins() {
  pin BASE "^wordpress:[0-9]+[.][0-9]+[.][0-9]+-php[0-9.]+-apache$digest" "the official image with Apache by digest"
}

# As the pod: without root, on a file system that cannot be written to but for the folders that the description gives it.
smoke() {
  docker run --rm --network none --user 33:33 --cap-drop ALL --read-only --entrypoint /bin/bash \
    --tmpfs /var/www/html:uid=33,gid=33 --tmpfs /run/apache2:uid=33,gid=33 --tmpfs /run/lock:uid=33,gid=33 --tmpfs /tmp \
    --env "VERSION=$(sed -E 's/^wordpress:([0-9.]+)-.*/\1/' <<<"$BASE")" \
    --volume "$PWD/wordpress/smoke.sh:/smoke.sh:ro" "$1" /smoke.sh
}
