package io.signalbox.bench.faults;

import io.signalbox.bench.probe.TargetBehavior;
import java.util.List;
import java.util.stream.IntStream;

/** One target of a soak run: a service of its own with one check. */
record SoakTarget(Group group, int index) {

    private static final int ADDRESSES_OF_NAME = 3;

    /** The kinds of targets. */
    enum Group {
        /** By HTTP, at an address of its own. */
        PLAIN('s'),
        /** By HTTP, all at one address. */
        SHARED('b'),
        /** By HTTP, at a host name with three addresses. */
        NAMED('n'),
        /** The same with {@code addresses: all}. */
        EVERY('e'),
        /** By TLS handshake. */
        SECURE('c');

        private final char letter;

        Group(char letter) {
            this.letter = letter;
        }
    }

    static SoakTarget of(String service) {
        for (Group group : Group.values()) {
            if (group.letter == service.charAt(0)) {
                return new SoakTarget(group, Integer.parseInt(service.substring(1)));
            }
        }
        throw new IllegalArgumentException(service);
    }

    String service() {
        return group.letter + String.valueOf(index);
    }

    String name() {
        return service() + ".example.com";
    }

    /** Addresses of the target server; none for TLS targets. */
    List<String> addresses() {
        return switch (group) {
            case PLAIN -> List.of(TargetBehavior.HEALTHY.address(index));
            case SHARED -> List.of("127.19.0.1");
            case NAMED -> ofName(20);
            case EVERY -> ofName(21);
            case SECURE -> List.of();
        };
    }

    private List<String> ofName(int number) {
        return IntStream.rangeClosed(1, ADDRESSES_OF_NAME)
                .mapToObj(host -> "127.%d.%d.%d".formatted(number, index, host))
                .toList();
    }

    /** True for targets with an own address, and for the first target at the shared address. */
    boolean hasOwnAddress() {
        return group != Group.SHARED || index == 0;
    }

    boolean isNamed() {
        return group == Group.NAMED || group == Group.EVERY;
    }
}
