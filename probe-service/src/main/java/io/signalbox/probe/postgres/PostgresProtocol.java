package io.signalbox.probe.postgres;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.wire.ProbeDialogue;

/** Shared by all attempts of one check: the startup message and the prepared password. */
public final class PostgresProtocol implements ProbeDialogue.Protocol {

    public static final CheckKind<Check.Postgres> KIND =
            CheckKind.ofConnection(Check.Postgres.class, setup -> new PostgresProtocol(setup.check()));

    private static final int VERSION_3 = 196_608;
    private static final String OWN_NAME = "signalbox-probe";

    private final Check.Postgres check;
    private final SaltedPassword password;
    private final byte[] startup;

    public PostgresProtocol(Check.Postgres check) {
        this.check = check;
        this.password = new SaltedPassword(check.credentials().password());
        this.startup = new ClientMessage()
                .number(VERSION_3)
                .text("user")
                .text(asksLogin() ? check.credentials().user() : OWN_NAME)
                .text("database")
                .text(check.database())
                .text("application_name")
                .text(OWN_NAME)
                .text("")
                .withoutType();
    }

    @Override
    public ProbeDialogue begin() {
        return new PostgresDialogue(this);
    }

    @Override
    public boolean beginsPlain() {
        return true;
    }

    boolean asksLogin() {
        return !check.credentials().user().isEmpty();
    }

    Check.Postgres check() {
        return check;
    }

    SaltedPassword password() {
        return password;
    }

    byte[] startup() {
        return startup;
    }
}
