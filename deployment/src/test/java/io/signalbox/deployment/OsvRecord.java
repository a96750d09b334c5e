package io.signalbox.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** One known vulnerability, in the form of https://ossf.github.io/osv-schema/. */
record OsvRecord(JsonNode json) {

    private static final String ECOSYSTEM = "Maven";

    /** A range whose versions cannot be compared, such as commits. */
    private static final String GIT = "GIT";

    String id() {
        return json.path("id").asText();
    }

    /** True if it was a mistake or is a duplicate. */
    boolean withdrawn() {
        return json.hasNonNull("withdrawn");
    }

    /** The id with its other names, such as a CVE, and the summary. */
    String title() {
        String aliases =
                json.path("aliases").valueStream().map(JsonNode::asText).collect(Collectors.joining(", ", " (", ")"));
        return id() + (aliases.length() > 3 ? aliases : "") + ": "
                + json.path("summary").asText("no summary");
    }

    /** The entries about one artifact. @param artifact {@code group:name} */
    private List<JsonNode> about(String artifact) {
        return json.path("affected")
                .valueStream()
                .filter(each -> isMaven(each.path("package").path("ecosystem").asText())
                        && each.path("package").path("name").asText().equals(artifact))
                .toList();
    }

    /** {@code Maven}, or {@code Maven:https://…} for a repository of its own. */
    private static boolean isMaven(String ecosystem) {
        return ecosystem.equals(ECOSYSTEM) || ecosystem.startsWith(ECOSYSTEM + ":");
    }

    boolean isAboutMaven() {
        return json.path("affected")
                .valueStream()
                .anyMatch(each -> isMaven(each.path("package").path("ecosystem").asText()));
    }

    /** True if it affects this version: one that is listed, or in a range. */
    boolean affects(String artifact, String version) {
        return about(artifact).stream().anyMatch(each -> lists(each, version) || reaches(each, version));
    }

    private static boolean lists(JsonNode affected, String version) {
        return affected.path("versions").valueStream().anyMatch(each -> each.asText()
                .equals(version));
    }

    private static boolean reaches(JsonNode affected, String version) {
        return affected.path("ranges")
                .valueStream()
                .filter(range -> !range.path("type").asText().equals(GIT))
                .anyMatch(range -> within(range.path("events"), new ComparableVersion(version)));
    }

    /** A version from which on the answer to "affected?" may be another one. */
    private record Event(String kind, String version) implements Comparable<Event> {

        /** {@code 0} stands for the first version of all. */
        boolean isReachedBy(ComparableVersion asked) {
            int order = asked.compareTo(new ComparableVersion(version));
            return kind.equals("last_affected") ? order > 0 : version.equals("0") || order >= 0;
        }

        @Override
        public int compareTo(Event other) {
            return version.equals("0") || other.version.equals("0")
                    ? Boolean.compare(other.version.equals("0"), version.equals("0"))
                    : new ComparableVersion(version).compareTo(new ComparableVersion(other.version));
        }
    }

    /** https://ossf.github.io/osv-schema/#evaluation: the last event that the version reaches counts. */
    private static boolean within(JsonNode events, ComparableVersion asked) {
        var all = new ArrayList<Event>();
        for (JsonNode event : events) {
            event.properties()
                    .forEach(each ->
                            all.add(new Event(each.getKey(), each.getValue().asText())));
        }
        all.sort(null);
        boolean affected = false;
        for (Event event : all) {
            if (event.isReachedBy(asked)) {
                affected = event.kind.equals("introduced");
            }
        }
        return affected;
    }

    /** The versions that are not affected any more; empty if none is known. */
    List<String> fixedIn(String artifact) {
        return about(artifact).stream()
                .flatMap(each -> each.path("ranges").valueStream())
                .flatMap(range -> range.path("events").valueStream())
                .map(event -> event.path("fixed").asText(null))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
