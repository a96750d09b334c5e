package io.signalbox.bench.hostile;

import java.util.List;

/** A place at which input reaches a service. */
interface Door {

    String name();

    /** The hostile inputs, each with its check. They run one after the other, once. */
    List<Trial> trials();
}
