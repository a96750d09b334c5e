/** Checks of probes, and the way to their targets. */
@NullMarked
package io.signalbox.contract.topology.check;

import org.jspecify.annotations.NullMarked;
