#!/bin/sh
# Fuzzes the parsers of outside input with libFuzzer and the address sanitizer.
#
#   Tests/fuzz/run.sh                        each target for 60 seconds
#   Tests/fuzz/run.sh --seconds 600 csv      one target for ten minutes
#   Tests/fuzz/run.sh --runs 10000000        each target that many times
#
# Inputs found earlier, crashes among them, are kept in .build-fuzz and used again. Leaves with 1 when a target crashed.
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
work="$root/.build-fuzz"
limit="-max_total_time=60"
targets=""
while [ $# -gt 0 ]; do
    case "$1" in
        --seconds) limit="-max_total_time=$2"; shift 2 ;;
        --runs) limit="-runs=$2"; shift 2 ;;
        csv | geopackage | query | json | mail) targets="$targets $1"; shift ;;
        *) echo "usage: run.sh [--seconds N | --runs N] [csv] [geopackage] [query] [json] [mail]" >&2; exit 2 ;;
    esac
done
[ -n "$targets" ] || targets="csv geopackage query json mail"

sources() {
    case "$1" in
        csv) echo "$root"/Sources/Formats/CSV/*.swift "$root/Sources/Formats/Text/LegacyText.swift" ;;
        geopackage) echo "$root"/Sources/Formats/Geo/*.swift ;;
        query) echo "$root/Sources/Core/FormURLDecoder.swift" ;;
        json) echo "$root"/Sources/Formats/JSON/*.swift "$root/Sources/Formats/Text/Hexadecimal.swift" ;;
        mail) echo "$root"/Sources/Formats/Mail/*.swift "$root"/Sources/Formats/Text/*.swift ;;
    esac
}

# Good input to start from: a fuzzer finds "GP" and closed rings only after a long time.
seeds() {
    case "$1" in
        csv)
            printf 'naam;tekst\r\n"Jan; ""x""";"een\r\ntwee"\r\nPiet;drie\r\n' > "$2/quotes"
            printf 'sep=,\na,b,\n1,=2\n' > "$2/sep"
            printf '\357\273\277a\tb\na\t\303\251\n' > "$2/mark"
            printf 'a,b\n\351,\200\n' > "$2/windows"
            ;;
        geopackage)
            zero='\0\0\0\0\0\0\0\0'
            ten='\0\0\0\0\0\0\044\100'
            far='\0\0\0\0\020\354\002\101'
            ring="\004\0\0\0$zero$zero$ten$zero$far$ten$zero$zero"
            printf "GP\0\001\100\161\0\0\001\003\0\0\0\001\0\0\0$ring" > "$2/polygon"
            printf "GP\0\003\100\161\0\0$zero$ten$zero$ten\001\006\0\0\0\001\0\0\0\001\003\0\0\0\002\0\0\0$ring$ring" > "$2/multi"
            printf 'GP\0\021\100\161\0\0\001\006\0\0\0\0\0\0\0' > "$2/empty"
            ;;
        json) printf '{"a":[1,-2.5e3,true,null,"\\u00e9\\ud83d\\udc4b"],"b":{"</script>":"\\n"}}' > "$2/object" ;;
        mail)
            printf 'From: =?utf-8?Q?J=C3=A9?= <a@b.nl>\r\nSubject: =?iso-8859-1?B?6Q==?=\r\n x\r\n' > "$2/reply"
            printf 'Content-Type: text/plain; format=flowed\r\n\r\nja \r\nOp 3 mei schreef x@y.nl:\r\n> nee\r\n' >> "$2/reply"
            printf 'To: a@b.nl, "c" <d@e.nl>\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\n' > "$2/parts"
            printf 'Content-Transfer-Encoding: base64\n\n6Q==\n--bb--\n' >> "$2/parts"
            ;;
        query)
            printf 'q=taal+caf%%C3%%A9&sector=zorg&sector=sport&p=' > "$2/search"
            printf '%%=%%4&&=&a%%26b=%%FF' > "$2/odd"
            ;;
    esac
}

# Printing a Swift backtrace of a program under the sanitizer can hang for minutes.
export SWIFT_BACKTRACE=enable=no
status=0
for target in $targets; do
    corpus="$work/$target/corpus"
    crashes="$work/$target/crashes"
    mkdir -p "$corpus" "$crashes"
    seeds "$target" "$corpus"
    echo "$target: compiling"
    # The linker warns of hundreds of symbols of the sanitizer, so its words are shown only when it fails.
    # shellcheck disable=SC2046 # one word per source file
    swiftc -swift-version 6 -package-name inzet -module-name Fuzz -parse-as-library -sanitize=fuzzer,address -O \
        $(sources "$target") "$root/Tests/fuzz/fuzz_$target.swift" -lm -o "$work/$target/fuzz" \
        2> "$work/$target/compile" || { cat "$work/$target/compile"; exit 1; }
    echo "$target: running ($limit)"
    log="$work/$target/log"
    code=0
    "$work/$target/fuzz" "$limit" -max_len=4096 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        "-artifact_prefix=$crashes/" "$corpus" "$crashes" > "$log" 2>&1 || code=$?
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    coverage=$(sed -n 's/.* \(cov: [0-9]* ft: [0-9]*\) .*/\1/p' "$log" | tail -1)
    echo "$target: ${executions:-0} executions, ${coverage:-no coverage}, crashes: $([ "$code" -eq 0 ] && echo 0 || echo 1)"
    if [ "$code" -ne 0 ]; then
        tail -40 "$log"
        echo "$target: the input lies in $crashes"
        status=1
    fi
done
exit $status
