# Reads pitest's mutations.xml, one mutation per line: prints the classes with surviving mutations, and the share detected.

/^<mutation / {
    all++
    if (/detected='true'/) {
        killed++
    } else {
        class = $0
        sub(/.*<mutatedClass>/, "", class)
        sub(/<.*/, "", class)
        survived[class]++
        if (/status='NO_COVERAGE'/) unseen[class]++
    }
}

END {
    if (!all) {
        print "no mutations in the report" > "/dev/stderr"
        exit 1
    }
    for (class in survived) {
        printf "%4d survived in %s, %d of them where no test comes\n", survived[class], class, unseen[class] | "sort -rn"
    }
    close("sort -rn")
    printf "RESULT mutation killed_percent=%.1f mutations=%d killed=%d\n", 100 * killed / all, all, killed
}
