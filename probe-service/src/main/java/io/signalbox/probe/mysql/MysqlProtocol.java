package io.signalbox.probe.mysql;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.probe.wire.Dialogue;

/** What all attempts of one check share. */
public final class MysqlProtocol implements Dialogue.Protocol {

    private final Check.Mysql check;

    public MysqlProtocol(Check.Mysql check) {
        this.check = check;
    }

    @Override
    public Dialogue begin() {
        return new MysqlDialogue(check);
    }

    @Override
    public boolean beginsPlain() {
        return true;
    }
}
