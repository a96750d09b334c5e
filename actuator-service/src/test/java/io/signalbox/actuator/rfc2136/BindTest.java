package io.signalbox.actuator.rfc2136;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.signalbox.sandbox.dns.Bind;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against the real thing, where it is installed (Debian's package bind9). */
class BindTest extends Rfc2136Troubles {

    @TempDir
    private Path directory;

    @BeforeAll
    static void requireBind() {
        if (Bind.installed().isEmpty()) {
            System.out.println("BindTest is left out: no named is installed");
        }
        assumeThat(Bind.installed()).isPresent();
    }

    @Override
    UpdateServer start() {
        return BindServer.start(directory);
    }
}
