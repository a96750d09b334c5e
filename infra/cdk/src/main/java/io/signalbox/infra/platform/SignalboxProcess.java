package io.signalbox.infra.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.signalbox.contract.acl.Principal;
import java.util.List;
import java.util.Map;

/**
 * One ECS service of Signalbox.
 *
 * @param name of the ECS service, and what the names of its resources begin with
 * @param service whose image it runs
 * @param principal at Kafka
 * @param tasks how many run; one is stopped before its successor starts, since two must not have the same name
 * @param cpu in thousandths of a processor, of 1024
 * @param memory in MiB
 * @param heap for the native executable
 * @param files by their path below /etc/signalbox, and the secret of Secrets Manager that each is made from
 * @param ports at which it is connected to
 * @param environment settings beside those that all processes have
 * @param policy of its role, as make iam writes it; missing for a service that calls nothing of AWS
 */
record SignalboxProcess(
        String name,
        String service,
        Principal principal,
        int tasks,
        int cpu,
        int memory,
        String heap,
        Map<String, String> files,
        List<Integer> ports,
        Map<String, String> environment,
        JsonNode policy) {

    /** Of a service without AWS. */
    static final JsonNode NO_POLICY = MissingNode.getInstance();

    /** What the names of its roles have in common with those of the other instances. */
    String role() {
        return service.replace("-service", "");
    }

    /** As a part of logical ids, which have letters and digits only. */
    String id() {
        return Labels.of(name);
    }

    /** The secrets that it reads. */
    List<String> secrets() {
        return files.values().stream().distinct().toList();
    }
}
