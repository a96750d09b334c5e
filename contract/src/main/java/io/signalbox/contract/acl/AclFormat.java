package io.signalbox.contract.acl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms in which the rights of principals are written for a cluster. */
public enum AclFormat {
    /** Commands of {@code kafka-acls}, which add what is missing and remove nothing. */
    KAFKA_ACLS {
        @Override
        public String write(List<Principal> principals) {
            return """
                    #!/bin/sh
                    # BOOTSTRAP: host:port of a broker. ADMIN_CONFIG: a properties file of a principal that may change ACLs.
                    set -eu
                    : "${BOOTSTRAP:?}" "${ADMIN_CONFIG:?}" "${KAFKA_ACLS:=kafka-acls.sh}"
                    """ + each(principals, AclFormat::command);
        }
    },
    /** {@code KafkaUser} resources with client certificates. */
    STRIMZI {
        @Override
        public String write(List<Principal> principals) {
            return principals.stream().map(AclFormat::user).collect(Collectors.joining());
        }
    };

    /** The file's text, which ends with a line break. */
    public abstract String write(List<Principal> principals);

    /** Empty for an unknown word. */
    public static Optional<AclFormat> of(String word) {
        return Stream.of(values()).filter(each -> each.toString().equals(word)).findFirst();
    }

    private interface Line {
        String of(Principal principal, Grant grant);
    }

    private static String each(List<Principal> principals, Line line) {
        return principals.stream()
                .flatMap(principal -> principal.grants().stream().map(grant -> line.of(principal, grant)))
                .collect(Collectors.joining());
    }

    private static String command(Principal principal, Grant grant) {
        String operations = grant.operations().stream()
                .map(operation -> " --operation " + operation)
                .collect(Collectors.joining());
        return "\"$KAFKA_ACLS\" --bootstrap-server \"$BOOTSTRAP\" --command-config \"$ADMIN_CONFIG\" --add"
                + " --allow-principal 'User:" + principal.name() + "'" + operations
                + " --" + grant.resource().option() + " '" + grant.name() + "'"
                + " --resource-pattern-type " + pattern(grant) + "\n";
    }

    private static String pattern(Grant grant) {
        return grant.prefix() ? "prefixed" : "literal";
    }

    private static String user(Principal principal) {
        return """
                ---
                apiVersion: kafka.strimzi.io/v1beta2
                kind: KafkaUser
                metadata:
                  name: %s
                  labels:
                    strimzi.io/cluster: my-cluster
                spec:
                  authentication:
                    type: tls
                  authorization:
                    type: simple
                    acls:
                """.formatted(principal.name()) + each(List.of(principal), (_, grant) -> acl(grant));
    }

    private static String acl(Grant grant) {
        String resource = grant.resource().strimzi();
        String operations =
                grant.operations().stream().map(Grant.Operation::toString).collect(Collectors.joining(", "));
        String name = grant.prefix() ? "prefix" : "literal";
        return """
                      - resource: {type: %s, name: %s, patternType: %s}
                        operations: [%s]
                """.formatted(resource, grant.name(), name, operations);
    }

    /** The word in commands. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
