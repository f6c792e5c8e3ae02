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
        csv | geopackage | query | json | mail | sav | xlsx | xml | zip | expression | questionnaire | xlsform | wishes | streets) targets="$targets $1"; shift ;;
        *) echo "usage: run.sh [--seconds N | --runs N] [csv] [geopackage] [query] [json] [mail] [sav] [xlsx] [xml] [zip] [expression] [questionnaire] [xlsform] [wishes] [streets]" >&2; exit 2 ;;
    esac
done
[ -n "$targets" ] || targets="csv geopackage query json mail sav xlsx xml zip expression questionnaire xlsform wishes streets"

sources() {
    case "$1" in
        csv) echo "$root"/Sources/Formats/CSV/*.swift "$root/Sources/Formats/Text/LegacyText.swift" ;;
        geopackage) echo "$root"/Sources/Formats/Geo/*.swift ;;
        query) echo "$root/Sources/Core/FormURLDecoder.swift" ;;
        json) echo "$root"/Sources/Formats/JSON/*.swift "$root/Sources/Formats/Text/Hexadecimal.swift" ;;
        mail) echo "$root"/Sources/Formats/Mail/*.swift "$root"/Sources/Formats/Text/*.swift ;;
        # All of the module: tables go through half of it.
        sav | xlsx) find "$root/Sources/Formats" -name '*.swift' ;;
        xml) echo "$root/Sources/Formats/Text/XMLReader.swift" ;;
        zip) echo "$root"/Sources/Formats/Excel/ZipFile*.swift ;;
        # The hash is left out: it is no parser, and the library for it is large.
        expression | questionnaire | xlsform)
            find "$root/Sources/Questionnaires" -name '*.swift' ! -name 'Questionnaire+Hash.swift'
            ;;
        # Of the vacancy bank only what reads; what that takes from other modules comes along in one.
        wishes)
            brokerage="$root/Sources/Brokerage"
            echo "$brokerage"/Ranking/Wishes.swift "$brokerage"/Ranking/Wishes+Query.swift \
                "$brokerage"/Ranking/WishTerms.swift "$brokerage"/Ranking/Skill.swift "$brokerage"/Ranking/Motive.swift \
                "$brokerage"/Vacancy/VacancyLabels.swift "$root/Sources/Community/Organisation/Sector.swift" \
                "$root/Sources/Web/Request/Query.swift" "$root/Sources/Storage/SQLValue.swift" \
                "$root"/Sources/Matching/Mixing.swift "$root"/Sources/Matching/Assignment/Scratch.swift "$root"/Sources/Matching/Ranking/*.swift \
                "$root"/Sources/Formats/JSON/*.swift "$root/Sources/Formats/Text/Hexadecimal.swift"
            ;;
        streets)
            echo "$root"/Sources/Brokerage/Rounds/Village/DoorList.swift \
                "$root"/Sources/Brokerage/Rounds/Village/HouseNumbers.swift \
                "$root"/Sources/Brokerage/Import/ImportRefusal.swift \
                "$root"/Sources/Formats/CSV/*.swift "$root/Sources/Formats/Text/LegacyText.swift"
            ;;
    esac
}

# The module below, for parsers that use its days and texts.
core() {
    mkdir -p "$work/core"
    swiftc -swift-version 6 -package-name inzet -module-name Core -parse-as-library -sanitize=fuzzer,address -O \
        -enable-upcoming-feature ExistentialAny -emit-library -static -emit-module \
        -emit-module-path "$work/core/Core.swiftmodule" "$root"/Sources/Core/*.swift -o "$work/core/libCore.a"
}

# Modules of these names without anything in them: what the sources import from them is compiled along.
empty() {
    mkdir -p "$work/empty"
    : > "$work/empty/empty.swift"
    for module in "$@"; do
        swiftc -swift-version 6 -package-name inzet -module-name "$module" -parse-as-library -emit-module \
            -emit-module-path "$work/empty/$module.swiftmodule" "$work/empty/empty.swift"
    done
}

# The reader of YAML, from the checkout of the package manager.
yams() {
    mkdir -p "$work/yams"
    yaml="$root/.build/checkouts/Yams/Sources"
    for file in "$yaml"/CYaml/src/*.c; do
        clang -c -O1 -g -fsanitize=address,fuzzer-no-link -DYAML_DECLARE_STATIC -I "$yaml/CYaml/include" "$file" \
            -o "$work/yams/$(basename "$file").o"
    done
    ar rcs "$work/yams/libCYaml.a" "$work"/yams/*.o
    swiftc -swift-version 5 -D SWIFT_PACKAGE -package-name inzet -module-name Yams -parse-as-library -sanitize=fuzzer,address -O \
        -I "$yaml/CYaml/include" -emit-library -static -emit-module -emit-module-path "$work/yams/Yams.swiftmodule" \
        "$yaml"/Yams/*.swift -o "$work/yams/libYams.a"
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
        sav)
            printf '$V12=D1 1 4 welk a b\n$M=C 0  b a\n$E=E 1 3 Yes 2 ab a\n' > "$2/sets"
            { printf '$FL2%60s\2\0\0\0%108s' '' ''; printf '\2\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0A       '
              printf '\2\0\0\0ab  \7\0\0\0\7\0\0\0\1\0\0\0\13\0\0\0$V=C 0  a b\347\3\0\0\0\0\0\0'; } > "$2/dictionary"
            ;;
        xlsx | xml)
            printf '<?xml version="1.0" encoding="UTF-8"?><w:a xmlns:w="u"><sheetData><row r="2"><c r="A2" s="1"><v>40850</v></c>' > "$2/sheet"
            printf '<c r="C2" t="inlineStr"><is><t>a&amp;&#xe9;</t><rPh><t>x</t></rPh></is></c><c t="s"><v>1</v></c>' >> "$2/sheet"
            printf '<c t="b"><v>1</v></c><c t="e"/><c t="d"><v>2026-11-21</v></c><c t="str"><f>1+1</f><v>2</v></c></row></sheetData></w:a>' >> "$2/sheet"
            printf '<a><!-- x --><numFmt numFmtId="170" formatCode="dd\\-mm"/><cellXfs><xf numFmtId="170"/></cellXfs><![CDATA[<]]></a>' > "$2/styles"
            printf '<a><sheet name="b" r:id="c"/><Relationship Id="c" Type="d" Target="../e"/><si><r><t>f</t></r></si></a>' > "$2/book"
            printf '{"table":"a","columns":[{"name":"b"}]}\n[1,["d",20000]]\n{"end":true}\n' > "$2/lines"
            ;;
        expression)
            printf "V03 == 1 and (V05 has (2, 3) or not answered(V12.3)) or count(V05) >= 2.5" > "$2/all"
            printf "V04 < '2026-01-01' en niet (V01 heeft 1)" > "$2/dutch"
            printf "selected(\${a}, 'x') and not(\${b} != '') or count-selected(\${a}) > 1" > "$2/xpath"
            ;;
        xlsform)
            {
                printf 'type\tname\tlabel::Nederlands (nl)\tlabel::English (en)\trelevant\trequired\tappearance\tconstraint\n'
                printf 'select_one ja\tV01\tHelp je?\tDo you?\t\tyes\t\t\n'
                printf 'begin group\tmeer\tMeer\tMore\t${V01} = 1 and selected(${V02}, 2)\t\tfield-list\t\n'
                printf 'select_multiple ja or_other\tV02\tWat? ${V01}\tWhat?\t\t\t\t\n'
                printf 'integer\turen\tUren\tHours\t\t\t\t. > 0 and . <= 80\nend group\t\t\t\t\t\t\t\n'
                printf 'begin_group\tgrid\tMening\tOpinion\t\t\ttable-list\t\n'
                printf 'select_one ja\tg1\tLeuk\tNice\t\t\t\t\nselect_one ja\tg2\tZwaar\tHard\t\t\t\t\nend_group\n'
                printf 'range\tcijfer\tCijfer\tMark\t\t\t\t\ntext\tw\tWaarom\tWhy\t\t\tmultiline\t\ndate\td\tDag\tDay\n'
                printf 'note\tn\tDank\tThanks\nbegin repeat\tr\tR\tR\nend repeat\n'
                printf '=choices\nlist_name\tname\tlabel::Nederlands (nl)\tlabel::English (en)\n'
                printf 'ja\t1\tJa\tYes\nja\t2\tNee\tNo\nja\tweet_niet\tWeet niet\tUnknown\n'
                printf '=settings\nform_title\tform_id\tversion\tdefault_language\nProef\tproef\t2\tNederlands (nl)\n'
            } > "$2/form"
            ;;
        wishes)
            printf 'leuk=zorg&leuk=sport&met=ouderen&liever-niet=dieren&kan=koken&zoekt=ritme&moment=di-avond' > "$2/address"
            printf '&hoe-vaak=licht&plaats=9901+AB&afstand=5&taal=nl&taal=uk&geboren=1990&zonder=vog' >> "$2/address"
            printf '{"leuk":["zorg"],"met":["ouderen"],"moment":["ma-ochtend"],"plaats":["Dorp"],"afstand":["5"]}' > "$2/json"
            ;;
        streets)
            printf 'Dorpsstraat 1-45 oneven\nKerkpad 2 t/m 30 even\nPlein 1945 3, 5, 7a en 9\n’t Hof 1 - 3\n' > "$2/lines"
            printf 'straat;huisnummer;toevoeging\nDorpsstraat;1;a\n"Kerk;pad";2-8;\n' > "$2/file"
            ;;
        questionnaire) cp "$root"/Sources/CAssets/files/questionnaires/impact-*.yaml "$2" ;;
        zip)
            (cd "$2" && printf 'een tekst een tekst een tekst' > in && python3 -c 'import zipfile
for name, way in (("packed", 8), ("stored", 0)):
    with zipfile.ZipFile(name, "w", way) as z:
        z.write("in", "a.xml"); z.writestr("b.xml", "b" * 500)' && rm in)
            ;;
    esac
}

# Printing a Swift backtrace of a program under the sanitizer can hang for minutes.
export SWIFT_BACKTRACE=enable=no
# Conditions that were read are remembered, two thousand at most. They are reached only through pointers that carry the
# case of an enum in their upper bits, which the leak detector does not follow.
mkdir -p "$work"
echo "leak:10ExpressionV5known" > "$work/remembered"
export LSAN_OPTIONS="suppressions=$work/remembered:print_suppressions=0"
status=0
for target in $targets; do
    corpus="$work/$target/corpus"
    crashes="$work/$target/crashes"
    mkdir -p "$corpus" "$crashes"
    seeds "$target" "$corpus"
    echo "$target: compiling"
    # The linker warns of hundreds of symbols of the sanitizer, so its words are shown only when it fails.
    extra=""
    case "$target" in
        sav | xlsx)
            core
            extra="-enable-upcoming-feature InternalImportsByDefault -I $work/core -L $work/core -lCore -I $root/Sources/CZlib -I $root/Sources/CReadStat -I $root/Sources/CXlsxWriter"
            extra="$extra -lz -lreadstat -lxlsxwriter"
            ;;
        zip) extra="-I $root/Sources/CZlib -lz" ;;
        wishes | streets)
            core
            empty Community Formats Matching Storage Web
            extra="-enable-upcoming-feature InternalImportsByDefault -I $work/core -L $work/core -lCore -I $work/empty"
            ;;
        expression | questionnaire | xlsform)
            core
            yams
            extra="-enable-upcoming-feature InternalImportsByDefault -I $work/core -L $work/core -lCore -I $work/yams"
            extra="$extra -I $root/.build/checkouts/Yams/Sources/CYaml/include -L $work/yams -lYams -lCYaml"
            ;;
    esac
    # shellcheck disable=SC2046,SC2086 # one word per source file and per option
    swiftc -swift-version 6 -package-name inzet -module-name Fuzz -parse-as-library -sanitize=fuzzer,address -O \
        $(sources "$target") "$root/Tests/fuzz/fuzz_$target.swift" $extra -lm -o "$work/$target/fuzz" \
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
