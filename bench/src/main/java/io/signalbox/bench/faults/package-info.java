/** Probers under faults: targets, name server, network and the prober's own resources fail on purpose. */
@NullMarked
package io.signalbox.bench.faults;

import org.jspecify.annotations.NullMarked;
