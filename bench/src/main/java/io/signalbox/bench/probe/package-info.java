/** How many probes a processor's second is worth, and how many checks one prober keeps to their time. */
@NullMarked
package io.signalbox.bench.probe;

import org.jspecify.annotations.NullMarked;
