package io.signalbox.deployment;

/** {@code make release-check}: counts the containers that the Compose file describes. */
final class ComposeCount {

    private ComposeCount() {}

    public static void main(String[] arguments) {
        var file = Yaml.file(Overlays.ROOT.resolve("docker-compose.yml"));
        System.out.println("compose_objects=" + Yaml.map(file.get("services")).size());
    }
}
