package io.signalbox.contract.topology;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The protection of the connections to a cell's Kafka, and how a client proves its identity there. */
public enum KafkaSecurity {
    /** Neither encryption nor identity. */
    PLAINTEXT,
    /** TLS; the client is anonymous. */
    TLS,
    /** TLS; the client is the subject of its certificate. */
    MTLS,
    /** TLS; user name and password (RFC 5802). */
    SCRAM_SHA_256,
    SCRAM_SHA_512,
    /** TLS; a JSON web token (RFC 7628). */
    OAUTHBEARER,
    /** TLS; the AWS credentials of the process, for Amazon MSK. */
    MSK_IAM;

    public boolean encrypted() {
        return this != PLAINTEXT;
    }

    /** The security with this word; empty for an unknown word. */
    public static Optional<KafkaSecurity> of(String word) {
        return Stream.of(values()).filter(each -> each.toString().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Stream.of(values()).map(KafkaSecurity::toString).toList();
    }

    /** The word in topology and settings. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
