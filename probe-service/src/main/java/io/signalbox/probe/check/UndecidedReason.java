package io.signalbox.probe.check;

import io.netty.channel.ChannelException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a probe has no result. */
public enum UndecidedReason {
    /** The process may open no more files; each connection needs one. */
    NO_FILES,
    /** No free local port, or the configured source address is not on this machine. */
    NO_LOCAL_PORT,
    /** The system has no memory for another connection. */
    NO_MEMORY,
    /** All threads for long work are busy, and too much work waits for them. */
    NO_WORKER,
    /** The vantage's network does not work for the address's IP family. */
    NO_ROUTE,
    /** The system's name servers do not answer for any name. */
    RESOLVER,
    /** The probe failed at a last known address, while the name servers do not answer. */
    OLD_ADDRESS,
    /** CloudWatch cannot be read, or has no such alarm. */
    ALARM_UNREADABLE,
    /** No new result since the last one. */
    NOTHING_NEW,
    /** No heartbeat yet, and too early to call it missing. */
    NOT_HEARD_YET,
    /** Heartbeats cannot be seen: the vantage is sick, or has read no cell's heartbeats to the end. */
    HEARTBEATS_UNKNOWN,
    /** Too few of the counted checks have a result. */
    TOO_FEW_KNOWN;

    /** The system's error codes, as Java reports them. */
    private static final Map<String, UndecidedReason> WORDS = Map.of(
            "too many open files", NO_FILES,
            "cannot assign requested address", NO_LOCAL_PORT,
            "address already in use", NO_LOCAL_PORT,
            "no buffer space available", NO_MEMORY,
            "cannot allocate memory", NO_MEMORY);

    /** The reason for a failure that needed a dependency which did not work. */
    public static UndecidedReason without(Dependency missing) {
        return switch (missing) {
            case IPV4, IPV6 -> NO_ROUTE;
            case RESOLVER -> RESOLVER;
        };
    }

    /** The resource of this process that an error shows to be missing; null for any other error. */
    public static @Nullable UndecidedReason of(Throwable thrown) {
        for (Throwable error = thrown; error != null; error = error.getCause()) {
            String words =
                    isOfSystem(error) ? String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT) : "";
            for (Map.Entry<String, UndecidedReason> known : WORDS.entrySet()) {
                if (words.contains(known.getKey())) {
                    return known.getValue();
                }
            }
        }
        return null;
    }

    /** Messages of other errors may quote a server. */
    private static boolean isOfSystem(Throwable error) {
        return error instanceof ChannelException || error instanceof IOException && !(error instanceof SSLException);
    }
}
