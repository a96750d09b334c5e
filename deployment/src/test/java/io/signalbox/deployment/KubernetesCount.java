package io.signalbox.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code make release-check}: counts the rendered objects and what is wrong with them, and compares the rendering with that of
 * {@code kubectl kustomize}.
 */
final class KubernetesCount {

    private KubernetesCount() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int objects = 0;
        int errors = 0;
        int different = 0;
        List<String> folders = Stream.concat(Overlays.CLUSTERS.stream(), Stream.of(Overlays.SCALE))
                .toList();
        for (String folder : folders) {
            List<Map<String, Object>> rendered = Overlays.render(folder);
            List<String> problems = new ArrayList<>(rendered.stream()
                    .flatMap(object -> Schemas.problems(object).stream())
                    .toList());
            Overlays.workloads(rendered).forEach(workload -> problems.addAll(RestrictedProfile.problems(workload)));
            problems.forEach(problem -> System.err.println(folder + ": " + problem));
            objects += rendered.size();
            errors += problems.size();
            different += sorted(rendered).equals(sorted(kubectl(folder))) ? 0 : 1;
        }
        System.out.println("k8s_objects=" + objects + " schema_errors=" + errors + " rendered_as_kubectl="
                + (folders.size() - different) + "/" + folders.size());
        System.exit(errors + different == 0 ? 0 : 1);
    }

    private static List<Map<String, Object>> kubectl(String folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("kubectl", "kustomize", folder)
                .directory(Overlays.ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("kubectl kustomize " + folder + " failed");
        }
        return Yaml.documents(text).stream().map(Yaml::map).toList();
    }

    private static List<Map<String, Object>> sorted(List<Map<String, Object>> objects) {
        return objects.stream()
                .sorted(Comparator.comparing(object -> object.get("kind") + "/" + Yaml.string(object, "metadata/name")))
                .toList();
    }
}
