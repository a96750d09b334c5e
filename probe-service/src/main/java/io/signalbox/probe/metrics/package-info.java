/** The metrics of checks and cells, in Prometheus' format. */
@NullMarked
package io.signalbox.probe.metrics;

import org.jspecify.annotations.NullMarked;
