package io.signalbox.actuator.rfc2136;

import java.net.InetSocketAddress;
import java.util.Map;

/** A primary of {@code example.com} on loopback. Each key may do what its name says. */
interface UpdateServer extends AutoCloseable {

    /** May change addresses, names and texts in the zone, as docs/acting.md says. */
    String KEY = "signalbox-key";

    /** May change everything. */
    String ADMIN = "admin-key";

    /** Is known, and may change nothing. */
    String READER = "reader-key";

    /** Secrets in base64. */
    Map<String, String> SECRETS = Map.of(
            KEY, "c2lnbmFsYm94LWtleS1mb3ItdGVzdHMtMTIzNDU2Nzg=",
            ADMIN, "YWRtaW4ta2V5LWZvci10ZXN0cy0xMjM0NTY3ODkwMTI=",
            READER, "cmVhZGVyLWtleS1mb3ItdGVzdHMtMTIzNDU2Nzg5MDE=");

    String describe();

    InetSocketAddress address();

    @Override
    void close();
}
