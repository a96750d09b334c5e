/** Reads the checks of probes: one class for each kind. */
@NullMarked
package io.signalbox.contract.topology.reader.check;

import org.jspecify.annotations.NullMarked;
