#!/usr/bin/env bash
# scripts/step.sh "Heading" COMMAND…   runs a command under a heading and says how long it took.
# The command keeps the terminal, so its own progress stays visible; its exit status is ours.
heading=$1
shift
printf '\n── %s\n' "$heading"
SECONDS=0
"$@"
status=$?
took="$((SECONDS / 60)) min $((SECONDS % 60)) s"
if [ "$status" -eq 0 ]; then
    printf '── %s: klaar in %s\n' "$heading" "$took"
else
    printf '── %s: MISLUKT na %s (code %d)\n' "$heading" "$took" "$status" >&2
fi
exit "$status"
