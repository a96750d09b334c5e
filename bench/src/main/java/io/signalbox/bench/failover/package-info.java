/** Failover times of one service, with real processes on one machine's clock. */
@NullMarked
package io.signalbox.bench.failover;

import org.jspecify.annotations.NullMarked;
