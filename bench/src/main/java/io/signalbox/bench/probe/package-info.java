/** Probes per second of processor time, and how many checks one prober starts on time. */
@NullMarked
package io.signalbox.bench.probe;

import org.jspecify.annotations.NullMarked;
