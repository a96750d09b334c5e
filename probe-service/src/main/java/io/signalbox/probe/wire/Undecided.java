package io.signalbox.probe.wire;

import io.netty.channel.ChannelException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a probe says nothing of its site. */
public enum Undecided {
    /** The prober may open no more files, and a connection is one. */
    NO_FILES,
    /** The prober has no port that is free, or not the source address that it is told to use. */
    NO_LOCAL_PORT,
    /** The system has no memory for another connection. */
    NO_MEMORY,
    /** The vantage's own network does not work by the family of the address. */
    NO_ROUTE,
    /** The system's name servers answer nothing, for no name. */
    RESOLVER,
    /** The probe failed at an address that the name servers had told earlier; now they tell nothing. */
    OLD_ADDRESS,
    /** The states of alarms cannot be read, or there is no such alarm. */
    ALARM_UNREADABLE,
    /** Nothing has been read since the last result. */
    NOTHING_NEW,
    /** No heartbeat has come yet, and it is too early to miss one. */
    NOT_HEARD_YET,
    /** Heartbeats cannot be known of: the vantage is sick, or has not read any cell's to the end. */
    HEARTBEATS_UNKNOWN,
    /** Too few of the other probes that are counted say something. */
    TOO_FEW_KNOWN;

    /** As the system's error codes reach Java. */
    private static final Map<String, Undecided> WORDS = Map.of(
            "too many open files", NO_FILES,
            "cannot assign requested address", NO_LOCAL_PORT,
            "address already in use", NO_LOCAL_PORT,
            "no buffer space available", NO_MEMORY,
            "cannot allocate memory", NO_MEMORY);

    /** A failure that depended on a part of the vantage which did not work. */
    public static Undecided without(Dependency missing) {
        return switch (missing) {
            case IPV4, IPV6 -> NO_ROUTE;
            case RESOLVER -> RESOLVER;
        };
    }

    /** What this prober itself lacks according to an error; null when it is something else. */
    static @Nullable Undecided of(Throwable thrown) {
        for (Throwable error = thrown; error != null; error = error.getCause()) {
            String words =
                    isOfSystem(error) ? String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT) : "";
            for (Map.Entry<String, Undecided> known : WORDS.entrySet()) {
                if (words.contains(known.getKey())) {
                    return known.getValue();
                }
            }
        }
        return null;
    }

    /** Others may quote what a server has said. */
    private static boolean isOfSystem(Throwable error) {
        return error instanceof ChannelException || error instanceof IOException && !(error instanceof SSLException);
    }
}
