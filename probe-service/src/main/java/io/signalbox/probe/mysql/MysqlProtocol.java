package io.signalbox.probe.mysql;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.wire.ProbeDialogue;

/** MySQL checks: one session per attempt. */
public final class MysqlProtocol implements ProbeDialogue.Protocol {

    public static final CheckKind<Check.Mysql> KIND =
            CheckKind.ofConnection(Check.Mysql.class, setup -> new MysqlProtocol(setup.check()));

    private final Check.Mysql check;

    public MysqlProtocol(Check.Mysql check) {
        this.check = check;
    }

    @Override
    public ProbeDialogue begin() {
        return new MysqlDialogue(check);
    }

    @Override
    public boolean beginsPlain() {
        return true;
    }
}
