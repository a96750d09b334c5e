package io.signalbox.contract.step;

import io.signalbox.contract.topology.yaml.Cursor.Read;

/**
 * One kind of action. Each kind declares itself in the class of its arguments; {@link ActionKinds} lists them all.
 *
 * @param name in the topology, commands, metrics, logs and the journal
 * @param reader reads the arguments from the topology
 */
public record ActionKind<A extends Action>(String name, Class<A> type, Read<A> reader) {}
