/** Hostile input on every door of running services, while failovers are due. */
@NullMarked
package io.signalbox.bench.hostile;

import org.jspecify.annotations.NullMarked;
