package io.signalbox.contract.acl;

import java.util.List;

/**
 * Rights on one resource of Kafka, or on all whose name has a prefix.
 *
 * @param prefix whether {@code name} is a prefix
 * @param operations in the order in which they are shown
 */
public record Grant(Resource resource, String name, boolean prefix, List<Operation> operations) {

    /** Named as by {@code kafka-acls}. */
    public enum Resource {
        TOPIC("topic", "topic"),
        GROUP("group", "group"),
        TRANSACTIONAL_ID("transactional-id", "transactionalId");

        private final String option;
        private final String strimzi;

        Resource(String option, String strimzi) {
            this.option = option;
            this.strimzi = strimzi;
        }

        /** The option of {@code kafka-acls}. */
        public String option() {
            return option;
        }

        /** The type in a {@code KafkaUser} of Strimzi. */
        public String strimzi() {
            return strimzi;
        }
    }

    /** Named as by {@code kafka-acls} and Strimzi. READ and WRITE include DESCRIBE. */
    public enum Operation {
        READ("Read"),
        WRITE("Write"),
        CREATE("Create"),
        DESCRIBE("Describe"),
        DESCRIBE_CONFIGS("DescribeConfigs");

        private final String word;

        Operation(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    public Grant {
        operations = List.copyOf(operations);
    }

    static Grant topic(String name, Operation... operations) {
        return new Grant(Resource.TOPIC, name, false, List.of(operations));
    }

    static Grant topics(String prefix, Operation... operations) {
        return new Grant(Resource.TOPIC, prefix, true, List.of(operations));
    }

    static Grant group(String name, Operation... operations) {
        return new Grant(Resource.GROUP, name, false, List.of(operations));
    }

    /** True if this gives a right on the resource with this name. */
    public boolean covers(Resource other, String otherName) {
        return resource == other && (prefix ? otherName.startsWith(name) : otherName.equals(name));
    }

    /** True if this gives the right, also as a part of another one. */
    public boolean allows(Operation operation) {
        return operations.contains(operation)
                || operation == Operation.DESCRIBE
                        && (operations.contains(Operation.READ) || operations.contains(Operation.WRITE));
    }
}
