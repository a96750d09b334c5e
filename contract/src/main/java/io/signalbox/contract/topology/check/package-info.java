/** What a probe does, and how it gets to its target. */
@NullMarked
package io.signalbox.contract.topology.check;

import org.jspecify.annotations.NullMarked;
