package io.signalbox.sandbox.sites;

import java.time.Duration;
import java.util.Optional;

/** The behaviour of a demo site. */
public sealed interface SiteMode {

    /** The modes that {@link #parse} accepts, as text for people. */
    String ALLOWED = "up, error, refuse, blackhole, hang or slow-<milliseconds>";

    /** Answers. */
    record Up() implements SiteMode {}

    /** Answers everything with status 500. */
    record Error() implements SiteMode {}

    /** Refuses connections. */
    record Refuse() implements SiteMode {}

    /** Drops packets: connections time out. */
    record Blackhole() implements SiteMode {}

    /** Accepts connections and never answers. */
    record Hang() implements SiteMode {}

    /** Answers late. */
    record Slow(Duration by) implements SiteMode {}

    SiteMode UP = new Up();
    SiteMode ERROR = new Error();
    SiteMode REFUSE = new Refuse();
    SiteMode BLACKHOLE = new Blackhole();
    SiteMode HANG = new Hang();

    static SiteMode slow(Duration by) {
        return new Slow(by);
    }

    static Optional<SiteMode> parse(String text) {
        return switch (text) {
            case "up" -> Optional.of(UP);
            case "error" -> Optional.of(ERROR);
            case "refuse" -> Optional.of(REFUSE);
            case "blackhole" -> Optional.of(BLACKHOLE);
            case "hang" -> Optional.of(HANG);
            default ->
                text.matches("slow-\\d{1,6}")
                        ? Optional.of(slow(Duration.ofMillis(Long.parseLong(text.substring("slow-".length())))))
                        : Optional.empty();
        };
    }

    default String text() {
        return switch (this) {
            case Up _ -> "up";
            case Error _ -> "error";
            case Refuse _ -> "refuse";
            case Blackhole _ -> "blackhole";
            case Hang _ -> "hang";
            case Slow(Duration by) -> "slow-" + by.toMillis();
        };
    }
}
