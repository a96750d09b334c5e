package io.signalbox.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The restricted Pod Security profile, and more: a read-only root file system, a user, limits.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
final class RestrictedProfile {

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    private final List<String> problems = new ArrayList<>();

    private RestrictedProfile() {}

    /** @param workload with a template of pods */
    static List<String> problems(Map<String, Object> workload) {
        var profile = new RestrictedProfile();
        Object pod = Yaml.at(workload, "spec/template/spec").orElseThrow();
        profile.pod(pod);
        Yaml.list(pod, "containers").forEach(profile::container);
        Yaml.list(pod, "initContainers").forEach(profile::container);
        return profile.problems;
    }

    private void pod(Object pod) {
        for (String key : List.of("hostNetwork", "hostPID", "hostIPC")) {
            expect(!Yaml.string(pod, key).equals("true"), key + " is true");
        }
        equal(pod, "securityContext/runAsNonRoot", "true");
        equal(pod, "securityContext/seccompProfile/type", "RuntimeDefault");
        expect(Yaml.string(pod, "securityContext/runAsUser").matches("[1-9]\\d*"), "runAsUser is not set, or root");
        for (Object volume : Yaml.list(pod, "volumes")) {
            expect(
                    Yaml.map(volume).keySet().stream().allMatch(key -> key.equals("name") || VOLUMES.contains(key)),
                    "the volume " + volume + " is none of " + VOLUMES);
        }
    }

    private void container(Object container) {
        equal(container, "securityContext/allowPrivilegeEscalation", "false");
        equal(container, "securityContext/readOnlyRootFilesystem", "true");
        equal(container, "securityContext/capabilities/drop", "[ALL]");
        expect(Yaml.list(container, "securityContext/capabilities/add").isEmpty(), "capabilities are added");
        expect(!Yaml.string(container, "securityContext/privileged").equals("true"), "privileged is true");
        expect(Yaml.at(container, "resources/requests/cpu").isPresent(), "there is no request of cpu");
        expect(
                Yaml.at(container, "resources/limits/memory").isPresent()
                        && Yaml.at(container, "resources/limits/memory")
                                .equals(Yaml.at(container, "resources/requests/memory")),
                "memory is not limited to what is requested");
        for (Object port : Yaml.list(container, "ports")) {
            expect(Yaml.at(port, "hostPort").isEmpty(), "hostPort is set");
        }
    }

    private void equal(Object object, String path, String expected) {
        String found = Yaml.string(object, path);
        expect(found.equals(expected), path + ": expected " + expected + ", got \"" + found + '"');
    }

    private void expect(boolean ok, String problem) {
        if (!ok) {
            problems.add(problem);
        }
    }
}
