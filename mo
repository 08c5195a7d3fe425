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

# Prints the whole version (17.0.15+6, 25.0.3+9-LTS, ...) of the Java in home $1, as it calls itself;
# nothing when there is none.
java_version() {
    local home=$1 line version=
    [ -x "$home/bin/java" ] || return 0
    if [ -r "$home/release" ]; then
        while IFS= read -r line; do
            case $line in JAVA_RUNTIME_VERSION=*) version=${line#*=} ;; esac
        done <"$home/release"
    fi
    [ -n "$version" ] \
        || version=$("$home/bin/java" -version 2>&1 | sed -n 's/.*(build \([^),]*\).*/\1/p' | head -n 1) \
        || true
    version=${version//\"/}
    printf '%s' "${version#1.}" # Java 8 calls itself 1.8
}

# Sets java_home, java_version and java_feature (17, 25, ...) to the first Java of 17 or later:
# JAVA_HOME, then the PATH.
find_java() {
    local home found=
    for home in "${JAVA_HOME:-}" "$(java_home_on_path)"; do
        [ -n "$home" ] || continue
        java_version=$(java_version "$home")
        java_feature=${java_version%%[!0-9]*}
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
}

# Sets classpath to the copy's jars, in the one order that an archive of their classes is good for.
class_path() {
    local LC_ALL=C
    classpath=$(printf '%s:' "$copy"/*.jar)
    classpath=${classpath%:}
}

# An archive of classes makes a server start in two thirds of the time. Where this Java has none yet,
# it is made in the background with what time is left, and every command works without it.
archive_classes() {
    archive=$copy/java-$java_version.jsa
    [ ! -r "$archive" ] || return 0
    local making=$archive.making maker=
    if [ -r "$making" ]; then
        read -r maker <"$making" || true
        # Whoever was to make it has been stopped, unless it still runs or has found that it can't.
        [ "$maker" != failed ] && ! kill -0 "$maker" 2>/dev/null || return 0
        rm -f "$making"
    fi
    # Not a child of the Java that this script becomes, which would not hear of its end.
    (make_archive "$making" </dev/null >/dev/null 2>&1 &)
}

# Run in a process of its own. Of several at a time, the one whose number gets the name $1 goes on.
make_archive() {
    local fd state
    # What the caller has open is not held open: somebody may wait for its end.
    for fd in /dev/fd/*; do
        fd=${fd##*/}
        case $fd in
            *[!0-9]* | [012] | 255) ;; # 255 is this script
            *) eval "exec $fd>&-" ;;
        esac
    done
    state=$(mktemp "$copy/maker.XXXXXX") || return 0
    sh -c 'echo "$PPID"' >"$state"
    ln "$state" "$1" || {
        rm -f "$state"
        return 0
    }
    # Options for the caller's Java may name a log or a port, which it has for itself.
    unset JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_OPTIONS
    local ended=0
    nice -n 19 "$java_home/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$classpath" \
        org.mopay.cli.process.ClassArchive || ended=$?
    # What can't be made is not tried again before the next build; what was stopped is.
    [ -r "$archive" ] || [ "$ended" -gt 128 ] || echo failed >"$state"
    [ "$(cat "$state")" = failed ] || rm -f "$1"
    rm -f "$state"
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
    [ ! -r "$archive" ] || options+=("-XX:SharedArchiveFile=$archive" '-Xlog:cds*=off')
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
archive_classes
jvm_options "$@"
exec "$java_home/bin/java" "${options[@]}" -cp "$classpath" org.mopay.cli.Main "$@"
