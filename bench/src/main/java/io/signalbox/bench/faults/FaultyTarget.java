package io.signalbox.bench.faults;

import java.util.List;
import java.util.stream.IntStream;

/** The targets that several programs check at the same time. */
enum FaultyTarget {
    SLOW("answers after 300 ms of 500 ms", true),
    REFUSING("refuses connections", false),
    DROPPING("swallows packets", false),
    SILENT("accepts connections and says nothing", false),
    RESETTING("resets connections", false),
    FAILING("answers with status 500", false),
    WRONG_BODY("answers with another body than expected", false),
    INCOMPLETE("begins to answer and does not go on", false),
    ONE_OF_THREE("has three addresses, the first of which swallows packets", true),
    THREE_OF_THREE("has three addresses, all of which swallow packets", false),
    NO_NAME("has no name any more (NXDOMAIN)", false),
    BROKEN_NAME("has a name for which the name server says SERVFAIL", true),
    SLOW_NAME("has a name for which the name server takes 400 ms", true),
    CERTIFICATE_EXPIRED("has a certificate that has ended", false),
    CROSS_SIGNED_EXPIRED("shows a surplus certificate that has ended", true),
    CERTIFICATE_OTHER_NAME("has the certificate of another name", false),
    PROBER_WITHOUT_FILES("works, while the prober may open no more files", true),
    PROBER_WITHOUT_PORTS("works, while the prober has no free port", true),
    PROBER_WITHOUT_NETWORK("works, while the prober's own network does not", true),
    PROBER_STOPPED("answers after 300 ms, while the prober stands still for 450 ms again and again", true);

    private static final int ADDRESSES_OF_NAME = 3;

    private final String title;
    private final boolean works;

    FaultyTarget(String title, boolean works) {
        this.title = title;
        this.works = works;
    }

    String title() {
        return title;
    }

    /** True if it works for users. */
    boolean works() {
        return works;
    }

    String service() {
        return "t" + ordinal();
    }

    static FaultyTarget of(String service) {
        return values()[Integer.parseInt(service.substring(1))];
    }

    String hostName() {
        return service() + ".example.com";
    }

    /** The host that checks connect to. */
    String host() {
        return switch (this) {
            case ONE_OF_THREE, THREE_OF_THREE, NO_NAME, BROKEN_NAME, SLOW_NAME -> hostName();
            default -> addresses().getFirst();
        };
    }

    List<String> addresses() {
        return switch (this) {
            case ONE_OF_THREE, THREE_OF_THREE ->
                IntStream.rangeClosed(1, ADDRESSES_OF_NAME)
                        .mapToObj(last -> "127.31.%d.%d".formatted(ordinal(), last))
                        .toList();
            default -> isSecure() ? List.of(TlsServer.ADDRESS) : List.of("127.30.0." + (ordinal() + 1));
        };
    }

    /** True if the check is a TLS handshake. */
    boolean isSecure() {
        return switch (this) {
            case CERTIFICATE_EXPIRED, CROSS_SIGNED_EXPIRED, CERTIFICATE_OTHER_NAME -> true;
            default -> false;
        };
    }

    /** True if the fault is the prober's. */
    boolean ofProber() {
        return compareTo(PROBER_WITHOUT_FILES) >= 0;
    }
}
