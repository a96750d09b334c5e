/** One service that fails over again and again, with everything real and on one machine's clock. */
@NullMarked
package io.signalbox.bench.failover;

import org.jspecify.annotations.NullMarked;
