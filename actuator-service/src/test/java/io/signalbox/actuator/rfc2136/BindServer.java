package io.signalbox.actuator.rfc2136;

import io.signalbox.sandbox.dns.Bind;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** A BIND 9 as a child process. */
record BindServer(Bind bind) implements UpdateServer {

    static BindServer start(Path directory) {
        List<Bind.Key> keys = List.of(
                new Bind.Key(KEY, SECRETS.get(KEY), "A AAAA CNAME TXT"),
                new Bind.Key(ADMIN, SECRETS.get(ADMIN), "ANY"),
                new Bind.Key(READER, SECRETS.get(READER), ""));
        return new BindServer(Bind.start(directory, "example.com", keys, List.of()));
    }

    @Override
    public String describe() {
        return "BIND, " + Bind.installed().orElseThrow();
    }

    @Override
    public InetSocketAddress address() {
        return bind.address();
    }

    @Override
    public void close() {
        bind.close();
    }
}
