package io.signalbox.bench.probe;

import java.util.List;
import java.util.stream.IntStream;

/** What several programs are asked about at the same time. */
enum TroubledTarget {
    SLOW("answers after 300 ms of 500 ms", true),
    REFUSING("refuses connections", false),
    SWALLOWING("swallows packets", false),
    SILENT("accepts connections and says nothing", false),
    RESETTING("resets connections", false),
    FAILING("answers with status 500", false),
    ANSWERING_OTHERWISE("answers with another body than expected", false),
    UNENDING("begins to answer and does not go on", false),
    ONE_OF_THREE("has three addresses, the first of which swallows packets", true),
    THREE_OF_THREE("has three addresses, all of which swallow packets", false),
    NO_NAME("has no name any more (NXDOMAIN)", false),
    BROKEN_NAME("has a name for which the name server says SERVFAIL", true),
    SLOW_NAME("has a name for which the name server takes 400 ms", true),
    CERTIFICATE_ENDED("has a certificate that has ended", false),
    SURPLUS_ENDED("shows a surplus certificate that has ended", true),
    CERTIFICATE_OF_ANOTHER("has the certificate of another name", false),
    PROBER_WITHOUT_FILES("works, while the prober may open no more files", true),
    PROBER_WITHOUT_PORTS("works, while the prober has no free port", true),
    PROBER_WITHOUT_NETWORK("works, while the prober's own network does not", true),
    PROBER_STOPPED("answers after 300 ms, while the prober stands still for 450 ms again and again", true);

    private static final int ADDRESSES_OF_NAME = 3;

    private final String title;
    private final boolean works;

    TroubledTarget(String title, boolean works) {
        this.title = title;
        this.works = works;
    }

    String title() {
        return title;
    }

    /** For users. */
    boolean works() {
        return works;
    }

    String service() {
        return "t" + ordinal();
    }

    static TroubledTarget of(String service) {
        return values()[Integer.parseInt(service.substring(1))];
    }

    String hostName() {
        return service() + ".example.com";
    }

    /** Where it is connected to. */
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
            default -> isSecure() ? List.of(SecureSites.ADDRESS) : List.of("127.30.0." + (ordinal() + 1));
        };
    }

    /** Whether only hands are shaken. */
    boolean isSecure() {
        return switch (this) {
            case CERTIFICATE_ENDED, SURPLUS_ENDED, CERTIFICATE_OF_ANOTHER -> true;
            default -> false;
        };
    }

    /** Whether it is the prober that has the trouble. */
    boolean ofProber() {
        return compareTo(PROBER_WITHOUT_FILES) >= 0;
    }
}
