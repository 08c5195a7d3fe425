#!/usr/bin/env bash
# Runs the mo command from a checkout: builds what is missing or stale, then starts it.
set -euo pipefail

fail() {
    printf 'mo: %s\n' "$@" >&2
    exit 1
}

# The checkout's root, also when this script is called through a symlink from elsewhere.
here() {
    local file=$1 link
    while [ -L "$file" ]; do
        link=$(readlink "$file")
        case $link in
            /*) file=$link ;;
            *) file=$(dirname "$file")/$link ;;
        esac
    done
    cd "$(dirname "$file")" && pwd -P
}

# Prints the feature version (17, 25, ...) of the Java in home $1; nothing when there is none.
java_version() {
    local home=$1 line version=
    [ -x "$home/bin/java" ] || return 0
    if [ -r "$home/release" ]; then
        while IFS= read -r line; do
            case $line in JAVA_VERSION=*) version=${line#*=} ;; esac
        done <"$home/release"
    else
        version=$("$home/bin/java" -version 2>&1 | sed -n '1s/.*version //p')
    fi
    version=${version//\"/}
    version=${version#1.} # Java 8 calls itself 1.8
    printf '%s' "${version%%[!0-9]*}"
}

# Sets java_home and java_feature to the first Java of 17 or later: JAVA_HOME, then the PATH.
find_java() {
    local home found=
    for home in "${JAVA_HOME:-}" "$(java_home_on_path)"; do
        [ -n "$home" ] || continue
        java_feature=$(java_version "$home")
        [ -n "$java_feature" ] || continue
        java_home=$home
        [ "$java_feature" -lt 17 ] || return 0
        found=" (found Java $java_feature in $home)"
    done
    fail "needs a JDK of version 17 or later$found." \
        "Install one, or set JAVA_HOME to where it is; on Debian: apt-get install openjdk-17-jdk-headless"
}

java_home_on_path() {
    local java
    java=$(command -v java) || return 0
    (cd "$(here "$java")/.." && pwd -P)
}

# True when something the command is built from is newer than the file $1.
# Directories count too: deleting a file changes only its directory.
sources_newer_than() {
    [ -n "$(find pom.xml .mvn protocol-spec/pom.xml mo-core/pom.xml mo-validation-server/pom.xml \
        mo-cli/pom.xml protocol-spec/proto protocol-spec/registries protocol-spec/vectors \
        protocol-spec/src mo-core/src/main mo-validation-server/src/main mo-cli/src/main \
        -newer "$1" -print 2>/dev/null | head -n 1)" ]
}

# The running copy is apart from the build's output, so that a rebuild
# does not pull the jars from under a server that is still running.
copy_is_current() {
    copy=
    [ -r "$target/running" ] || return 1
    read -r copy <"$target/running"
    [ -r "$copy/stamp" ] && [ -r "$target/stamp" ] \
        && [ ! "$target/stamp" -nt "$copy/stamp" ] && ! sources_newer_than "$copy/stamp"
}

build() {
    local log=$root/target/mo-build.log
    [ -x "$java_home/bin/javac" ] \
        || fail "$java_home has no compiler, so nothing can be built." \
            "Install a JDK (not a JRE) of version 17 or later, or set JAVA_HOME to one."
    echo "mo: building, see $log (a minute the first time)" >&2
    # The wrapper needs HOME; the tilde asks the system when it is not set.
    HOME=${HOME:-~} JAVA_HOME=$java_home ./mvnw -B --no-transfer-progress -Dstyle.color=never \
        -Dmo.fast -Dmaven.test.skip=true -pl mo-cli -am package >"$log" 2>&1 </dev/null || {
        tail -n 25 "$log" >&2
        fail "the build failed; the whole log is $log"
    }
}

copy_build() {
    local before=$copy each
    copy=$(mktemp -d "$target/app.XXXXXX")
    cp "$target"/lib/*.jar "$copy"
    cp -p "$target/stamp" "$copy/stamp"
    echo "$copy" >"$target/running.new"
    mv "$target/running.new" "$target/running"
    for each in "$target"/app.*; do
        [ "$each" = "$copy" ] || [ "$each" = "$before" ] || rm -rf "$each"
    done
    class_path
    archive_classes
}

# Sets classpath to the copy's jars, in the one order that an archive of their classes is good for.
class_path() {
    local LC_ALL=C
    classpath=$(printf '%s:' "$copy"/*.jar)
    classpath=${classpath%:}
}

# An archive of classes makes a server start in two thirds of the time. It is made in the background
# with what time is left, and every command works without it.
archive_classes() {
    nice -n 19 "$java_home/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$classpath" \
        org.mopay.cli.process.ClassArchive </dev/null >/dev/null 2>&1 9>&- &
}

lock() {
    mkdir -p "$root/target"
    if command -v flock >/dev/null; then
        exec 9>"$root/target/mo.lock"
        flock 9
        return
    fi
    local held=$root/target/mo.lock.d owner
    until mkdir "$held" 2>/dev/null; do
        owner=$(cat "$held/pid" 2>/dev/null || true)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then rm -rf "$held"; fi
        sleep 0.2
    done
    echo $$ >"$held/pid"
    trap 'rm -rf "$root/target/mo.lock.d"' EXIT
}

unlock() {
    exec 9>&-
    rm -rf "$root/target/mo.lock.d"
    trap - EXIT
}

# A server deserves the optimising compiler; every other command is over before it pays.
jvm_options() {
    local word command=
    for word in "$@"; do
        case $word in
            -*) ;;
            *)
                command=$word
                break
                ;;
        esac
    done
    options=(-Xshare:auto -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8
        -Dsun.stdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8)
    # An archive that does not fit is done without, and standard output is for data.
    local archive=$copy/java-$java_feature.jsa
    [ ! -r "$archive" ] \
        || options+=("-XX:SharedArchiveFile=$archive" -Xlog:disable '-Xlog:all=error,cds*=off:stderr')
    # Java can't tell whether its input and its error stream are terminals.
    local terminals=
    [ ! -t 0 ] || terminals=0
    [ ! -t 2 ] || terminals+=2
    options+=("-Dmo.terminals=$terminals")
    if [ "$command" = server ]; then
        if [ -n "${VALIDATOR_HEAP:-}" ]; then
            options+=("-Xmx$VALIDATOR_HEAP")
        else
            # Enough for a million accounts, which are in what the young generation leaves. The
            # parallel collector asks less of the code between its pauses than the default one,
            # and with so small a heap its pauses are no longer.
            options+=(-Xmx416m -XX:+UseParallelGC -XX:MaxNewSize=96m)
        fi
    else
        options+=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
    fi
    # Later JDKs warn about what SQLite, Netty and protobuf do, unless it is allowed.
    [ "$java_feature" -lt 23 ] \
        || options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
}

root=$(here "${BASH_SOURCE[0]}")
target=$root/mo-cli/target/fast
caller=$PWD
find_java
cd "$root"
if ! copy_is_current; then
    lock
    if ! copy_is_current; then
        if [ ! -e "$target/stamp" ] || sources_newer_than "$target/stamp"; then build; fi
        copy_build
    fi
    unlock
fi
cd "$caller"
class_path
jvm_options "$@"
exec "$java_home/bin/java" "${options[@]}" -cp "$classpath" org.mopay.cli.Main "$@"
